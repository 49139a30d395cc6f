package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.http.Content;
import java.time.Instant;

/// A file attached to an issue, a comment or a release. It belongs to `repository`, whatever path
/// it is asked for under; only its name changes.
public final class Attachment {
    private final long id;
    private final String uuid;
    private final Content content;
    private final Repository repository;
    private final boolean ofRelease;
    private final Instant createdAt;
    private String name;

    Attachment(
            long id,
            String uuid,
            String name,
            Content content,
            Repository repository,
            boolean ofRelease,
            Instant createdAt) {
        this.id = id;
        this.uuid = uuid;
        this.name = name;
        this.content = content;
        this.repository = repository;
        this.ofRelease = ofRelease;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String uuid() {
        return uuid;
    }

    public String name() {
        return name;
    }

    public Content content() {
        return content;
    }

    public int bytes() {
        return content.size();
    }

    public Repository repository() {
        return repository;
    }

    public boolean ofRelease() {
        return ofRelease;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public void rename(String newName) {
        name = newName;
    }
}
