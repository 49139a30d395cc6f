package dev.gatehouse.broker.git;

/// What became of an upload-pack request's body.
public sealed interface Parsing {
    record Parsed(UploadRequest request) implements Parsing {}

    /// @param problem what is wrong, in words that may be shown to the agent
    record Malformed(String problem) implements Parsing {}
}
