package dev.gatehouse.broker.config;

import java.util.List;

/// The mappings of the file and the keys each may hold.
enum Block {
    ROOT("forge", "agents", "audit", "runtime-dir", "state-dir", "alarm-command", "workers"),
    FORGE("url", "public-url", "ca-file", "allow-plaintext", "lfs-storage", "timeouts"),
    TIMEOUTS("connect", "first-byte", "idle"),
    AGENT("account", "token", "socket", "container", "grants", "limits", "worker"),
    TOKEN("file", "credential", "command"),
    SOCKET("uid", "gid"),
    GRANT("repositories", "roles", "allow", "deny", "accept-risk", "push", "paths"),
    PUSH("branches", "tags", "create", "force", "delete"),
    PATHS("deny"),
    LIMITS("requests-per-minute", "concurrent", "body", "pack"),
    AUDIT("file", "sync", "rotate"),
    WORKER("image", "memory", "cpus", "pids", "tmp", "network", "time-zone", "mounts"),
    MOUNT("source", "target", "writable"),
    WORKERS("directory", "mounts");

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> keys;

    Block(String... keys) {
        this.keys = List.of(keys);
    }

    List<String> keys() {
        return keys;
    }

    /// Names a key in a message. Below `token` an unknown key may be the token itself.
    String quote(String key) {
        boolean sayable = keys.contains(key) || (this != TOKEN && Secrecy.maySay(key));
        return sayable ? "'" + key + "'" : "this";
    }
}
