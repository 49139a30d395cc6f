package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.Unavailable;
import dev.gatehouse.broker.egress.reach.Reached;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request's way to its host: judged, counted, put on record, and only then reached for; in the
/// end the outcome. All on the client's event loop.
final class Passage {
    private final Services services;
    private final Client client;
    private final EventLoop loop;
    private final Ledger ledger;
    private final long startNanos = System.nanoTime();

    private @Nullable AuditId onRecord;
    private long requestBytes;
    private long responseBytes;
    private boolean entered;
    private boolean over;

    /// @param operation its word in the audit
    /// @param target none where none was understood
    Passage(
            Services services,
            Client client,
            EventLoop loop,
            String operation,
            Optional<Authority> target) {
        this.services = services;
        this.client = client;
        this.loop = loop;
        this.ledger =
                new Ledger(services.audit(), client, services.ids().next(), operation, target);
    }

    ExchangeId exchange() {
        return ledger.exchange();
    }

    /// @param next called once, on the loop, unless the passage was ended before
    void open(Consumer<Opening> next) {
        Authority asked = ledger.target().orElseThrow();
        switch (Judgement.of(asked, client.rules(), services.closed().get())) {
            case Judgement.Denied(Refusal refusal) -> refuse(refusal, next);
            case Judgement.Granted granted -> {
                entered = client.use().enter(granted.rules().connections());
                if (entered) {
                    intend(granted, asked, next);
                } else {
                    refuse(full(granted), next);
                }
            }
        }
    }

    /// Puts on record that the request is refused, for which nothing was sent.
    void refuse(Refusal refusal, Consumer<Opening> next) {
        then(
                ledger.refusal(refusal),
                receipt -> {
                    leave();
                    if (!over) {
                        over = true;
                        next.accept(
                                new Opening.Shut(
                                        receipt instanceof Unavailable
                                                ? Ledger.unavailable()
                                                : refusal));
                    }
                });
    }

    private void intend(Judgement.Granted granted, Authority asked, Consumer<Opening> next) {
        then(
                ledger.intent(granted.rule()),
                admittance -> {
                    switch (admittance) {
                        case Unavailable _ -> {
                            leave();
                            if (!over) {
                                over = true;
                                next.accept(new Opening.Shut(Ledger.unavailable()));
                            }
                        }
                        case Admittance.Recorded(AuditId id) -> {
                            onRecord = id;
                            if (over) {
                                settle(Ending.CLIENT_GONE, OptionalInt.empty(), Optional.empty());
                            } else {
                                reach(granted, asked, next);
                            }
                        }
                    }
                });
    }

    private void reach(Judgement.Granted granted, Authority asked, Consumer<Opening> next) {
        services.reach()
                .connect(
                        loop,
                        asked,
                        granted.rules(),
                        client.use().lookups(),
                        reached -> {
                            switch (reached) {
                                case Reached.Connected connected when over ->
                                        connected.channel().close();
                                case Reached.Not _ when over -> {}
                                case Reached.Connected connected ->
                                        next.accept(new Opening.Open(connected.channel()));
                                case Reached.Not not -> {
                                    Refusal refusal = not.why().refusal(asked.host().text());
                                    refuseLate(refusal);
                                    next.accept(new Opening.Shut(refusal));
                                }
                            }
                        });
    }

    /// Ends a passage that is on record already by a refusal that the client is shown.
    void refuseLate(Refusal refusal) {
        cutOff(refusal, OptionalInt.of(refusal.code().httpStatus()));
    }

    /// Ends a passage by a refusal where something else was answered before. Which rule it was has
    /// no place in the outcome, so that is put on record by itself.
    ///
    /// @param answered the status that the client was shown
    void cutOff(Refusal refusal, OptionalInt answered) {
        if (over) {
            return;
        }
        Ending ending =
                switch (refusal.code()) {
                    case UPSTREAM_TIMEOUT -> Ending.TIMED_OUT;
                    case UPSTREAM_UNREACHABLE -> Ending.UPSTREAM_FAILED;
                    default -> Ending.REFUSED;
                };
        if (ending == Ending.REFUSED) {
            then(ledger.refusal(refusal), receipt -> {});
        } else {
            ledger.log(refusal);
        }
        end(ending, answered, Optional.of(refusal.code()));
    }

    /// Counts bytes from the client.
    ///
    /// @return whether the limit still holds
    boolean sent(int bytes) {
        requestBytes += bytes;
        return isWithinLimit();
    }

    /// Counts bytes to the client.
    ///
    /// @return whether the limit still holds
    boolean received(int bytes) {
        responseBytes += bytes;
        return isWithinLimit();
    }

    Refusal tooManyBytes() {
        return new Refusal(
                RefusalCode.LIMIT,
                "egress.limits.bytes",
                "the connection has used up its bytes",
                "fetch less at a time; ask the operator to raise egress.limits.bytes");
    }

    private boolean isWithinLimit() {
        return client.rules()
                .map(rules ->
                        requestBytes + responseBytes
                                <= rules.connectionBytes().orElse(Long.MAX_VALUE))
                .orElse(false);
    }

    /// Says once how it came out, and makes room for another.
    void end(Ending ending, OptionalInt status, Optional<RefusalCode> code) {
        if (over) {
            return;
        }
        over = true;
        leave();
        settle(ending, status, code);
    }

    private void settle(Ending ending, OptionalInt status, Optional<RefusalCode> code) {
        if (onRecord != null) {
            services.audit()
                    .outcome(
                            onRecord,
                            new OutcomeEvent(
                                    ending,
                                    status,
                                    code,
                                    requestBytes,
                                    responseBytes,
                                    Duration.ofNanos(System.nanoTime() - startNanos)));
        }
    }

    private void leave() {
        if (entered) {
            entered = false;
            client.use().leave();
        }
    }

    private <T> void then(CompletionStage<T> stage, Consumer<T> next) {
        stage.thenAccept(value -> {
            if (loop.inEventLoop()) {
                next.accept(value);
            } else {
                loop.execute(() -> next.accept(value));
            }
        });
    }

    private static Refusal full(Judgement.Granted granted) {
        return new Refusal(
                RefusalCode.LIMIT,
                "egress.limits.connections",
                granted.rules().connections() + " connections are under way",
                "close one, or wait; ask the operator to raise egress.limits.connections");
    }
}
