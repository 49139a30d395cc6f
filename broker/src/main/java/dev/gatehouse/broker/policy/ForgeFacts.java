package dev.gatehouse.broker.policy;

import java.util.Optional;

/// The answers to inquiries.
public record ForgeFacts(Optional<String> defaultBranch, Optional<PullRequestRefs> pullRequest) {
    public static final ForgeFacts NONE = new ForgeFacts(Optional.empty(), Optional.empty());
}
