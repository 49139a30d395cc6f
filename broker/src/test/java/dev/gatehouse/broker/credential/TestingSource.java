package dev.gatehouse.broker.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.broker.agent.TokenSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A source whose content a test sets.
final class TestingSource implements TokenReader {
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<Reading> content;

    TestingSource(String token) {
        content = token(token);
    }

    void holds(String token) {
        content = token(token);
    }

    void isUnreadable(String problem) {
        content = () -> new Reading.Unreadable(problem, "chmod 600 /etc/canary-path");
    }

    int timesRead() {
        return reads.get();
    }

    @Override
    public Reading read(TokenSource source) {
        reads.incrementAndGet();
        return content.get();
    }

    private static Supplier<Reading> token(String token) {
        return () -> new Reading.Token(Secret.copyOf(token.getBytes(US_ASCII)));
    }
}
