package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// An open milestone of one repository.
public record Milestone(long id, String title, String description, Instant createdAt) {}
