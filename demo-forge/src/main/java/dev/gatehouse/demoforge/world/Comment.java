package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A comment on an issue or pull request. Ids are global, not per issue.
public final class Comment {
    private final long id;
    private final Issue issue;
    private final Account author;
    private final Instant createdAt;
    private final List<Attachment> attachments = new ArrayList<>();
    private String body;
    private Instant updatedAt;

    Comment(long id, Issue issue, Account author, String body, Instant createdAt) {
        this.id = id;
        this.issue = issue;
        this.author = author;
        this.body = body;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public long id() {
        return id;
    }

    public Issue issue() {
        return issue;
    }

    public Account author() {
        return author;
    }

    public String body() {
        return body;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public List<Attachment> attachments() {
        return attachments;
    }

    public void edit(String newBody, Instant now) {
        body = newBody;
        updatedAt = now;
    }
}
