package dev.gatehouse.demoforge.world;

import java.time.Instant;

/// A user. The name changes with a rename, the id never.
public final class Account {
    private final long id;
    private final String fullName;
    private final Instant createdAt;
    private String name;

    Account(long id, String name, String fullName, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.fullName = fullName;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String fullName() {
        return fullName;
    }

    public String email() {
        return name + "@demo.test";
    }

    public Instant createdAt() {
        return createdAt;
    }

    void rename(String newName) {
        name = newName;
    }
}
