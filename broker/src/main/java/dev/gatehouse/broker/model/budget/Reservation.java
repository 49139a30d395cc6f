package dev.gatehouse.broker.model.budget;

import java.util.Optional;

/// The right to make one call. Ended once, by [#settle] or [#release]; what comes later has no
/// effect. Safe to use from any thread.
public final class Reservation {
    private final Budget budget;
    private final Optional<Price> price;
    private TokenBound bound;
    private boolean ended;

    Reservation(Budget budget, Optional<Price> price, TokenBound bound) {
        this.budget = budget;
        this.price = price;
        this.bound = bound;
    }

    /// Replaces the bound, once more of the call is known.
    public void bound(TokenBound known) {
        budget.rebind(this, known);
    }

    public TokenBound bound() {
        return budget.boundOf(this);
    }

    /// The call was answered, or was sent and not answered: this was used.
    public void settle(TokenCount used) {
        budget.end(this, used);
    }

    /// The call was not sent, or was answered by an error: no token was used. The request stays
    /// counted.
    public void release() {
        budget.end(this, TokenCount.NOTHING);
    }

    // What follows is guarded by the budget's lock.

    TokenBound heldBound() {
        return bound;
    }

    void hold(TokenBound known) {
        bound = known;
    }

    Optional<Price> price() {
        return price;
    }

    boolean isFinished() {
        return ended;
    }

    /// Whether this is the first time.
    boolean finish() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
