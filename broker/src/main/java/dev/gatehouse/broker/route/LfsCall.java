package dev.gatehouse.broker.route;

/// What Git LFS asks of a server (git-lfs, docs/api).
public enum LfsCall {
    /// Which objects may be moved, and where to; its body says in which direction.
    BATCH("lfs-batch", false),
    DOWNLOAD("lfs-download", false),
    UPLOAD("lfs-upload", true),
    /// Whether an uploaded object has arrived.
    VERIFY("lfs-verify", true),
    LOCK("lfs-lock", true),
    LIST_LOCKS("lfs-list-locks", false),
    /// Asked before a push, so Forgejo wants the right to write.
    VERIFY_LOCKS("lfs-verify-locks", true),
    UNLOCK("lfs-unlock", true);

    private final String word;
    private final boolean writes;

    LfsCall(String word, boolean writes) {
        this.word = word;
        this.writes = writes;
    }

    /// As the audit log and refusals call it.
    public String word() {
        return word;
    }

    /// Whether the route alone says that something is written.
    public boolean writes() {
        return writes;
    }
}
