package dev.gatehouse.broker.worker;

/// Where things are in every worker's container, and by which labels its parts are known.
final class Layout {
    static final String HOME = "/home/agent";
    static final String STATE = "/state";
    static final String SOCKETS = "/run/gatehouse";
    static final String TMP = "/tmp";

    /// On containers and volumes: whose they are.
    static final String AGENT_LABEL = "dev.gatehouse.agent";

    /// On images: which kind of worker they are.
    static final String PROFILE_LABEL = "dev.gatehouse.profile";

    private Layout() {}
}
