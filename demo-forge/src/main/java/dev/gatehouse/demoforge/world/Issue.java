package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issue, or the conversation of a pull request: both share one row of numbers.
public final class Issue {
    private final long id;
    private final long number;
    private final Repository repository;
    private final Account author;
    private final Instant createdAt;
    private final List<Comment> comments = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Set<Issue> dependencies = new LinkedHashSet<>();
    private Set<Label> labels = new LinkedHashSet<>();
    private List<Account> assignees = List.of();
    private String title;
    private String body;
    private Instant updatedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant dueAt;
    private @Nullable Milestone milestone;
    private @Nullable Pull pull;

    Issue(
            long id,
            long number,
            Repository repository,
            Account author,
            String title,
            String body,
            Instant createdAt) {
        this.id = id;
        this.number = number;
        this.repository = repository;
        this.author = author;
        this.title = title;
        this.body = body;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long number() {
        return number;
    }

    public Repository repository() {
        return repository;
    }

    public Account author() {
        return author;
    }

    public String title() {
        return title;
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

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    public Optional<Milestone> milestone() {
        return Optional.ofNullable(milestone);
    }

    /// The pull request whose conversation this is.
    public Optional<Pull> pull() {
        return Optional.ofNullable(pull);
    }

    public List<Comment> comments() {
        return comments;
    }

    public List<Attachment> attachments() {
        return attachments;
    }

    /// The issues that have to be closed before this one, in whatever repository.
    public Set<Issue> dependencies() {
        return dependencies;
    }

    public List<Label> labels() {
        return List.copyOf(labels);
    }

    public List<Account> assignees() {
        return assignees;
    }

    public void retitle(String newTitle, Instant now) {
        title = newTitle;
        updatedAt = now;
    }

    public void describe(String newBody, Instant now) {
        body = newBody;
        updatedAt = now;
    }

    public void label(List<Label> newLabels, Instant now) {
        labels = new LinkedHashSet<>(newLabels);
        updatedAt = now;
    }

    public void unlabel(Label gone) {
        labels.remove(gone);
    }

    public void assign(List<Account> newAssignees, Instant now) {
        assignees = List.copyOf(newAssignees);
        updatedAt = now;
    }

    public void plan(@Nullable Milestone newMilestone) {
        milestone = newMilestone;
    }

    public void fallDue(@Nullable Instant deadline, Instant now) {
        dueAt = deadline;
        updatedAt = now;
    }

    /// Something was added to it, such as a comment.
    public void touch(Instant now) {
        updatedAt = now;
    }

    public void close(Instant now) {
        closedAt = closedAt == null ? now : closedAt;
        updatedAt = now;
    }

    public void reopen(Instant now) {
        closedAt = null;
        updatedAt = now;
    }

    void become(Pull newPull) {
        pull = newPull;
    }
}
