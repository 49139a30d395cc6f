package dev.gatehouse.broker.admin.server;

/// What came of a request's head.
sealed interface Opening {
    record Begun(Intake intake) implements Opening {}

    record Refused(Reply.Problem problem) implements Opening {}
}
