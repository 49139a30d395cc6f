package dev.gatehouse.broker.door;

/// Sent down every pipeline of a [Door] when the broker stops: finish what is under way, begin
/// nothing, and close.
public enum Drain {
    NOW
}
