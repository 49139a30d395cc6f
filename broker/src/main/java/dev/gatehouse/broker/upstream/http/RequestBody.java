package dev.gatehouse.broker.upstream.http;

import java.util.OptionalLong;

/// The body of a call.
public sealed interface RequestBody {
    record None() implements RequestBody {}

    /// @param bytes the whole body, written by the broker
    record Whole(byte[] bytes, String contentType) implements RequestBody {}

    /// Comes piece by piece.
    ///
    /// @param length in bytes; none: sent in chunks
    record Streamed(OptionalLong length, String contentType) implements RequestBody {}
}
