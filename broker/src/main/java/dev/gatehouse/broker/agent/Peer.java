package dev.gatehouse.broker.agent;

/// Who called connect(2), as the kernel recorded it at accept.
public record Peer(int uid, int gid, int pid) {}
