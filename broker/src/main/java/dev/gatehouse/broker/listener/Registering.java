package dev.gatehouse.broker.listener;

/// What came of a registration.
public sealed interface Registering {
    /// In force, and on the disk.
    record Done() implements Registering {}

    record UnknownAgent() implements Registering {}

    /// @param configured the container that the configuration names
    record NamedOtherwise(String configured) implements Registering {}
}
