package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.List;

/// A release; unless it is a draft, its tag exists in the repository.
public record Release(
        long id,
        String tag,
        String target,
        String name,
        String body,
        boolean draft,
        boolean prerelease,
        Account author,
        List<Attachment> assets,
        Instant createdAt) {}
