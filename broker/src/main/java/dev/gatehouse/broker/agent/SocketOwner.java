package dev.gatehouse.broker.agent;

/// The user and group, as the host sees them, that may connect to an agent's socket.
public record SocketOwner(int uid, int gid) {
    public SocketOwner {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("uid and gid are 0 or more, not " + uid + ":" + gid);
        }
    }
}
