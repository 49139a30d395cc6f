package dev.gatehouse.broker.credential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The loan of one call: the one taken last, until the call is over. Safe to use from any thread.
public final class HeldLoan implements AutoCloseable {
    private @Nullable Loan loan;
    private boolean closed;

    public synchronized Optional<Loan> get() {
        return Optional.ofNullable(loan);
    }

    /// Holds this one from now on, and gives back the one before; where the call is over, this one,
    /// too.
    public synchronized void take(Loan fresh) {
        if (loan != null) {
            loan.close();
        }
        loan = fresh;
        if (closed) {
            fresh.close();
        }
    }

    /// The call is over; harmless twice.
    @Override
    public synchronized void close() {
        closed = true;
        if (loan != null) {
            loan.close();
        }
    }
}
