/// Tools for releases and the files that belong to them.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.release;
