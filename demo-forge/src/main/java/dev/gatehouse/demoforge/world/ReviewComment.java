package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// What a review says of one line. The line is counted in the new file, or, where `ofOldFile` says
/// so, in the old one.
public record ReviewComment(
        long id,
        Review review,
        String path,
        long line,
        boolean ofOldFile,
        long extraLines,
        String body,
        String commit,
        Instant createdAt) {}
