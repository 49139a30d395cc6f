package dev.gatehouse.broker.worker;

/// Where things are in every worker's container, and by which labels its parts are known.
final class Layout {
    static final String HOME = "/home/agent";
    static final String STATE = "/state";
    static final String SOCKETS = "/run/gatehouse";
    static final String TMP = "/tmp";

    /// On containers and volumes: whose they are.
    static final String AGENT_LABEL = "dev.gatehouse.agent";

    /// On images: for whom their folders were made.
    static final String UID_LABEL = "dev.gatehouse.uid";

    static final String GID_LABEL = "dev.gatehouse.gid";

    private Layout() {}
}
