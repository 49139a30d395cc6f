/// `forge api`: arguments to one request (or the pages of one), and its answer to standard output.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.api;
