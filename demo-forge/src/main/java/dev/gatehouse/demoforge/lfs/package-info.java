/// Git LFS as Forgejo serves it, and an object store beside it for presigned links.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.lfs;
