package dev.gatehouse.demoforge.world;

/// What an account may do with a repository, weakest first.
public enum Access {
    NONE,
    READ,
    WRITE,
    ADMIN,
    OWNER;

    public boolean includes(Access needed) {
        return compareTo(needed) >= 0;
    }
}
