package dev.gatehouse.broker.tool;

/// What a tool does to the forge.
public enum Nature {
    /// Changes nothing.
    READ,
    /// Adds or changes something.
    WRITE,
    /// Takes something away, or does what cannot be taken back.
    DESTROY
}
