package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// Someone's clock, running since then for an issue.
public record Stopwatch(Account account, Issue issue, Instant startedAt) {}
