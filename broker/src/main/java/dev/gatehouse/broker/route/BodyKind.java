package dev.gatehouse.broker.route;

/// What an operation takes as its body, and so how far the broker looks into it.
public enum BodyKind {
    /// No body is sent on.
    NONE,
    /// Parsed strictly, checked, re-serialised.
    JSON,
    /// An uploaded file, multipart or as it is; streamed.
    UPLOAD,
    /// Plain text; streamed.
    TEXT
}
