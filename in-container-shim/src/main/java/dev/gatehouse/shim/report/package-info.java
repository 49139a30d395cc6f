/// What an answer means to the caller: exit code, and the few lines on standard error that say why.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.report;
