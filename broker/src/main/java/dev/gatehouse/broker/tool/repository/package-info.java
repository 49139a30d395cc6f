/// Tools for repositories: finding, cloning and making them, their branches, tags, commits and
/// files.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.repository;
