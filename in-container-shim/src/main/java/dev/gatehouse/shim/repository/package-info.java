/// What a directory says about the forge: its repository's remotes and branch, read without git.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.repository;
