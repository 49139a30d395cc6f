/// What an agent can get done in one call, each thing defined once: the `forge` command and MCP are
/// two faces of it. A tool's calls to the forge go over the agent's own line.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool;
