package dev.gatehouse.broker.model.json;

/// What stands at a wanted path.
public sealed interface JsonValue {
    /// A string, decoded.
    record Text(String text) implements JsonValue {}

    /// A number as it was written, at most 20 characters of RFC 8259's grammar.
    record Numeral(String digits) implements JsonValue {}

    record Flag(boolean value) implements JsonValue {}

    /// The literal `null`.
    record Nothing() implements JsonValue {}

    /// The beginning of an object or array. Its contents are told only as far as they are wanted.
    ///
    /// @param list whether it is an array
    record Composite(boolean list) implements JsonValue {}
}
