/// `forge mcp`: the Model Context Protocol on standard input and output, for which the broker's
/// endpoint answers.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.mcp;
