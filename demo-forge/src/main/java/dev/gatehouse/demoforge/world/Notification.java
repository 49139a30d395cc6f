package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// What tells someone of an issue or pull request; there is one for each, and it becomes unread
/// again when more happens.
public final class Notification {

    /// Where it stands with its receiver.
    public enum Status {
        UNREAD,
        READ,
        PINNED
    }

    private final long id;
    private final Account receiver;
    private final Issue issue;
    private Status status = Status.UNREAD;
    private Instant updatedAt;

    Notification(long id, Account receiver, Issue issue, Instant now) {
        this.id = id;
        this.receiver = receiver;
        this.issue = issue;
        this.updatedAt = now;
    }

    public long id() {
        return id;
    }

    public Account receiver() {
        return receiver;
    }

    public Issue issue() {
        return issue;
    }

    public Status status() {
        return status;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public void mark(Status newStatus) {
        status = newStatus;
    }

    void renew(Instant now) {
        status = Status.UNREAD;
        updatedAt = now;
    }
}
