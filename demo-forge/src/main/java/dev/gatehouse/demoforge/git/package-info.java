/// Bare repositories through the git command: plumbing for the API, and smart HTTP by git
/// http-backend.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.git;
