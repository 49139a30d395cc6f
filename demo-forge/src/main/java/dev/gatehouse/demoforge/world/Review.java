package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// A review of a pull request; `state` is Forgejo's word, such as `APPROVED`.
public record Review(
        long id, Account author, String state, String body, String commit, Instant submittedAt) {}
