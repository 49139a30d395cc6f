package dev.gatehouse.broker.config;

import java.util.List;

/// The mappings of the file and the keys each may hold.
enum Block {
    ROOT(
            "forge",
            "agents",
            "audit",
            "runtime-dir",
            "state-dir",
            "alarm-command",
            "workers",
            "prices",
            "metrics",
            "log"),
    FORGE("url", "public-url", "ca-file", "allow-plaintext", "lfs-storage", "timeouts"),
    TIMEOUTS("connect", "first-byte", "idle"),
    AGENT(
            "account",
            "token",
            "socket",
            "container",
            "grants",
            "limits",
            "worker",
            "model",
            "egress"),
    TOKEN("file", "credential", "command"),
    SOCKET("uid", "gid"),
    GRANT("repositories", "roles", "allow", "deny", "accept-risk", "push", "paths", "shadow"),
    PUSH("branches", "tags", "create", "force", "delete"),
    PATHS("deny"),
    LIMITS("requests-per-minute", "concurrent", "body", "pack"),
    LOG("format", "level"),
    AUDIT("file", "sync", "rotate"),
    METRICS("listen"),
    MODEL(
            "api",
            "url",
            "allow-plaintext",
            "ca-file",
            "key",
            "models",
            "allow",
            "limits",
            "timeouts"),
    MODEL_KEY("file", "credential", "command", "oauth"),
    MODEL_LIMITS(
            "requests-per-minute",
            "requests-per-day",
            "tokens-per-minute",
            "tokens-per-day",
            "money-per-day",
            "concurrent",
            "body"),
    PRICE("input", "output", "cache-read", "cache-write"),
    EGRESS("hosts", "ports", "private-addresses", "limits"),
    EGRESS_LIMITS("connections", "bytes"),
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

    /// Names a key in a message. Below `token` or `key` an unknown one may be the secret itself.
    String quote(String key) {
        boolean secret = this == TOKEN || this == MODEL_KEY;
        boolean sayable = keys.contains(key) || (!secret && Secrecy.maySay(key));
        return sayable ? "'" + key + "'" : "this";
    }
}
