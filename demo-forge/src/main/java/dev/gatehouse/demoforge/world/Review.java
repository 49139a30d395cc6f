package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A review of a pull request, or the request for one. `state` is Forgejo's word, such as
/// `APPROVED`; while it is `PENDING`, only its author sees it.
public final class Review {
    public static final String PENDING = "PENDING";
    public static final String REQUESTED = "REQUEST_REVIEW";

    private final long id;
    private final Account author;
    private final List<ReviewComment> comments = new ArrayList<>();
    private String state;
    private String body;
    private String commit;
    private Instant submittedAt;
    private boolean dismissed;

    public Review(long id, Account author, String state, String body, String commit, Instant now) {
        this.id = id;
        this.author = author;
        this.state = state;
        this.body = body;
        this.commit = commit;
        this.submittedAt = now;
    }

    public long id() {
        return id;
    }

    public Account author() {
        return author;
    }

    public String state() {
        return state;
    }

    public boolean isPending() {
        return state.equals(PENDING);
    }

    public boolean isRequest() {
        return state.equals(REQUESTED);
    }

    /// Whether it approves, or asks for changes.
    public boolean isVerdict() {
        return state.equals("APPROVED") || state.equals("REQUEST_CHANGES");
    }

    public String body() {
        return body;
    }

    /// The head when it was written.
    public String commit() {
        return commit;
    }

    public Instant submittedAt() {
        return submittedAt;
    }

    public boolean isDismissed() {
        return dismissed;
    }

    public List<ReviewComment> comments() {
        return comments;
    }

    public void submit(String newState, String newBody, String head, Instant now) {
        state = newState;
        body = newBody;
        commit = head;
        submittedAt = now;
    }

    public void setDismissed(boolean nowDismissed) {
        dismissed = nowDismissed;
    }
}
