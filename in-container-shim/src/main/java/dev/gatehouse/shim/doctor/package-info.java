/// `forge doctor`: looks at what lies between this container and what its agent may reach, and says
/// what to do about what is broken.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.doctor;
