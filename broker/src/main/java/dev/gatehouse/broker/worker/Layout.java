package dev.gatehouse.broker.worker;

/// Where things are in every worker's container beside its sockets, and by which labels its parts
/// are known.
public final class Layout {
    public static final String HOME = "/home/agent";
    public static final String STATE = "/state";
    public static final String TMP = "/tmp";

    /// On containers and volumes: whose they are.
    static final String AGENT_LABEL = "dev.gatehouse.agent";

    /// On images: which kind of worker they are.
    static final String PROFILE_LABEL = "dev.gatehouse.profile";

    private Layout() {}
}
