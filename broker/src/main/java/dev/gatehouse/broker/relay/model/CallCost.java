package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.audit.TokenUsage;
import dev.gatehouse.broker.model.UsageShape;
import dev.gatehouse.broker.model.budget.Reservation;
import dev.gatehouse.broker.model.budget.TokenBound;
import dev.gatehouse.broker.model.budget.TokenCount;
import dev.gatehouse.broker.model.budget.UsageReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a call takes from its agent's budget: reserved when it was admitted, settled once.
final class CallCost {
    private final Reservation reservation;
    private final UsageShape shape;
    private @Nullable UsageReader answered;
    private Optional<TokenUsage> usage = Optional.empty();
    private boolean sent;
    private boolean settled;

    CallCost(Reservation reservation, UsageShape shape) {
        this.reservation = reservation;
        this.shape = shape;
    }

    /// More of the call is known now.
    void bound(TokenBound known) {
        reservation.bound(known);
    }

    /// All of the call is with the model: from here on it can cost its input, answered or not.
    void sent() {
        sent = true;
    }

    /// A successful answer begins.
    ///
    /// @return what reads its cost
    UsageReader answered(boolean events) {
        UsageReader reader = new UsageReader(shape, events);
        answered = reader;
        return reader;
    }

    /// The model answered with an error: nothing is paid for that.
    void failed() {
        sent = false;
    }

    /// A successful answer costs what it says, one that was cut what it can have cost by then. What
    /// was sent and not answered at all costs its input; all else costs nothing.
    void settle() {
        if (settled) {
            return;
        }
        UsageReader cost = answered == null && sent ? new UsageReader(shape, false) : answered;
        if (cost == null) {
            release();
            return;
        }
        settled = true;
        TokenCount count = cost.count(reservation.bound());
        reservation.settle(count);
        if (shape != UsageShape.NONE) {
            usage =
                    Optional.of(
                            new TokenUsage(
                                    count.input(),
                                    count.output(),
                                    count.cacheRead(),
                                    count.cacheWrite(),
                                    count.estimated()));
        }
    }

    /// The broker itself ended the call, so it costs nothing.
    void release() {
        if (!settled) {
            settled = true;
            reservation.release();
        }
    }

    /// For the record; none where nothing was used, or nothing can be counted.
    Optional<TokenUsage> usage() {
        return usage;
    }
}
