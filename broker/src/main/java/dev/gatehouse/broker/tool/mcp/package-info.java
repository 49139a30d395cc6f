/// Tools by the Model Context Protocol: `POST /-/broker/v1/mcp`, revision 2026-07-28 (every request
/// stands for itself), and for older clients 2025-03-26 to 2025-11-25 (with a handshake).
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.mcp;
