/// The one body that is made of parts, as the forge's uploads want it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.multipart;
