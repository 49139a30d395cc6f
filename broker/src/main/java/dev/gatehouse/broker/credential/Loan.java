package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AgentName;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One token lent for one use. While it is open the token stays whole, even if it is replaced
/// meanwhile; so every loan is closed, best as soon as the request head is written.
///
/// One thread at a time; closing twice is harmless.
public final class Loan implements AutoCloseable {
    private final Generation generation;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /// Takes over one hold on the generation.
    Loan(Generation generation) {
        this.generation = generation;
    }

    public AgentName agent() {
        return generation.agent();
    }

    /// Which of the agent's tokens this is, counted from 1; tells replaced from current in logs.
    public long number() {
        return generation.number();
    }

    /// Shows the token's bytes to the callback, which must neither keep nor change the array.
    public <T extends @Nullable Object> T use(Function<byte[], T> borrower) {
        if (!open.get()) {
            throw new IllegalStateException("this loan of a token is closed");
        }
        return generation.secret().use(borrower);
    }

    /// For its holding, to tell it from the one that replaced it.
    public Generation generation() {
        return generation;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            generation.release();
        }
    }

    @Override
    public String toString() {
        return "Loan[agent=" + agent() + ", number=" + number() + "]";
    }
}
