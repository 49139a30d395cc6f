/// Forgejo's REST API and web downloads over the world: one file per family of operations.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.api;
