package dev.gatehouse.broker.route;

import java.util.Optional;

/// What git's smart HTTP can be asked for (gitprotocol-http(5)).
public enum GitService {
    /// Fetching.
    UPLOAD_PACK("git-upload-pack"),
    /// Pushing.
    RECEIVE_PACK("git-receive-pack");

    private final String word;

    GitService(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// The Content-Type of a request; Forgejo answers 401 to any other.
    public String requestType() {
        return "application/x-" + word + "-request";
    }

    /// The Content-Type of an answer.
    public String resultType() {
        return "application/x-" + word + "-result";
    }

    static Optional<GitService> of(String word) {
        for (GitService service : values()) {
            if (service.word.equals(word)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
