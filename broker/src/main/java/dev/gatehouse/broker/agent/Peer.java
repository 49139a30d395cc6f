package dev.gatehouse.broker.agent;

import java.util.Optional;

/// Who called connect(2), as the kernel recorded it at accept. A socket that was inherited or
/// passed on keeps the identity of the process that connected it.
///
/// @param container the container that process runs in, where that was asked for and found out
public record Peer(int uid, int gid, int pid, Optional<ContainerId> container) {
    /// A peer whose container is not known.
    public Peer(int uid, int gid, int pid) {
        this(uid, gid, pid, Optional.empty());
    }

    public Peer in(ContainerId found) {
        return new Peer(uid, gid, pid, Optional.of(found));
    }
}
