package dev.gatehouse.demoforge.model;

import java.time.Duration;
import java.util.Optional;

/// One way in which a model's server is slow or goes wrong. Probes and lists are not concerned.
public sealed interface Behaviour {
    /// Answers that status with the API's error document, such as 401, 429, 500 or 529.
    record AnswersStatus(int status, Optional<Duration> retryAfter) implements Behaviour {
        public AnswersStatus(int status) {
            this(status, Optional.empty());
        }
    }

    /// Answers 400, and repeats the key in a header and in the message.
    record EchoesKey() implements Behaviour {}

    /// Waits before the first byte.
    record DelaysHead(Duration delay) implements Behaviour {}

    /// Waits before each event.
    record DelaysEvents(Duration delay) implements Behaviour {}

    /// Closes the connection after so many events, without the end of the stream.
    record CutsAfter(int events) implements Behaviour {}

    /// Begins its text with so many bytes in one event.
    record SendsHugeEvent(int bytes) implements Behaviour {}

    /// Says nowhere what was used.
    record OmitsUsage() implements Behaviour {}
}
