package dev.gatehouse.broker.doctor.socket;

import java.time.Duration;

/// What became of one question at a Unix socket.
public sealed interface Knock {
    /// @param body as far as it came
    record Answered(int status, String body, Duration time) implements Knock {}

    /// It took the connection and the question, and said nothing in time.
    record Silent(Duration limit) implements Knock {}

    /// It closed the connection before a word.
    record Cut() implements Knock {}

    /// What it said is not HTTP.
    record Garbled() implements Knock {}

    /// There is no file, or nobody listens, or the file system does not let this user in.
    record NotConnected(String why) implements Knock {}
}
