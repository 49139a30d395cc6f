package dev.gatehouse.protocol;

/// The broker's own routes. `-` cannot be the name of a Forgejo owner, so they never meet a
/// repository.
public final class BrokerPaths {
    public static final String PREFIX = "/-/broker/v1/";
    public static final String WHOAMI = PREFIX + "whoami";
    public static final String POLICY = PREFIX + "policy";
    public static final String EXPLAIN = PREFIX + "explain";
    public static final String HEALTH = PREFIX + "health";

    private BrokerPaths() {}
}
