package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A milestone of one repository, open until it is closed by hand.
public final class Milestone {
    private final long id;
    private final Instant createdAt;
    private String title;
    private String description;
    private Instant updatedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant closedAt;

    Milestone(long id, String title, String description, Instant createdAt) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public void retitle(String newTitle, Instant now) {
        title = newTitle;
        updatedAt = now;
    }

    public void describe(String newDescription, Instant now) {
        description = newDescription;
        updatedAt = now;
    }

    public void fallDue(Instant deadline) {
        dueAt = deadline;
    }

    public void close(Instant now) {
        closedAt = closedAt == null ? now : closedAt;
        updatedAt = now;
    }

    public void reopen(Instant now) {
        closedAt = null;
        updatedAt = now;
    }
}
