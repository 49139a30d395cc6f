package dev.gatehouse.demoforge.world;

import java.time.Duration;
import java.time.Instant;

/// Time someone spent on an issue.
public record TrackedTime(
        long id, Issue issue, Account account, Duration spent, Instant createdAt) {}
