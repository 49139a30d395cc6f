package dev.gatehouse.protocol;

/// The broker's own routes. `-` cannot be the name of a Forgejo owner, so they never meet a
/// repository.
public final class BrokerPaths {
    public static final String PREFIX = "/-/broker/v1/";
    public static final String WHOAMI = PREFIX + "whoami";
    public static final String POLICY = PREFIX + "policy";
    public static final String EXPLAIN = PREFIX + "explain";
    public static final String HEALTH = PREFIX + "health";

    /// Runs a command of the broker's, such as `issue list`: see [CommandFrame].
    public static final String COMMAND = PREFIX + "command";

    /// The Model Context Protocol's endpoint (streamable HTTP).
    public static final String MCP = PREFIX + "mcp";

    private BrokerPaths() {}
}
