package dev.gatehouse.broker.policy;

/// What the body of an LFS call asks for.
///
/// @param upload whether objects are to be brought, not fetched
/// @param force whether another account's lock is to be broken
public record LfsFacts(boolean upload, boolean force) implements BodyFacts {
    public static final LfsFacts NOTHING = new LfsFacts(false, false);
}
