package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// What a check says of a commit; `state` is Forgejo's word, such as `success`.
public record CommitStatus(
        long id,
        String commit,
        String state,
        String context,
        String description,
        String targetUrl,
        Account creator,
        Instant createdAt) {}
