package dev.gatehouse.broker.model.json;

/// How far a document was read.
public sealed interface JsonProgress {
    /// Nothing is wrong so far.
    record Unfinished() implements JsonProgress {}

    /// One whole document and nothing after it.
    record Whole() implements JsonProgress {}

    /// The document can be read in no way, or in more than one. Final.
    ///
    /// @param offset of the byte that shows it, from 0; the document's length where it ends too
    ///   soon
    /// @param problem in our own words, without any of the document's; safe to show
    record Defect(long offset, String problem) implements JsonProgress {}
}
