package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.RejectionOutcome;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call to Forgejo: borrow the credential, find a connection, send, receive.
///
/// What is tried twice, and then only once more: a call without a body whose token was replaced
/// while Forgejo answered 401, and a reading call whose kept connection turned out to be closed.
/// Nothing with a body is ever sent twice. Everything happens on one event loop.
public final class ForgeCall implements Attempt.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ForgeCall.class);
    private static final int UNAUTHORIZED = 401;
    private static final Refusal CALL_REFUSED =
            new Refusal(
                    RefusalCode.NOT_GRANTED,
                    "forge",
                    "Forgejo refused this call with 401 although the token is valid: it does not take this operation with a token",
                    "do not look for another credential; ask the operator");

    private static final Refusal ELSEWHERE_REFUSED =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "lfs-storage",
                    "the host that keeps this LFS object did not give it",
                    "ask for the object once more; else tell the operator");

    private final ForgeConnections connections;
    private final EventLoop loop;
    private final Borrowing borrowing;
    private final Function<Loan, OutboundHead> head;
    private final RequestBody body;
    private final boolean reading;
    private final AnswerSink sink;

    private @Nullable Loan loan;
    private @Nullable Attempt attempt;
    private @Nullable Channel channel;
    private @Nullable AnswerMask mask;
    private boolean reused;
    private boolean repeated;
    private boolean over;

    ForgeCall(
            ForgeConnections connections,
            EventLoop loop,
            Borrowing borrowing,
            Function<Loan, OutboundHead> head,
            RequestBody body,
            boolean reading,
            AnswerSink sink) {
        this.connections = connections;
        this.loop = loop;
        this.borrowing = borrowing;
        this.head = head;
        this.body = body;
        this.reading = reading;
        this.sink = sink;
    }

    /// From any thread.
    void startOnLoop() {
        loop.execute(this::start);
    }

    /// On the event loop, once. The sink may hear of it before this returns.
    public void start() {
        switch (borrowing) {
            case Borrowing.Held held -> connect(held.loan());
            case Borrowing.Nobody nobody -> connect(null);
            case Borrowing.OfAgent ofAgent ->
                    whenDone(ofAgent.tokens().lendVerified(ofAgent.agent()), this::lent);
        }
    }

    /// A piece of a streamed body; released by the call.
    public void body(ByteBuf bytes) {
        if (attempt == null || over) {
            bytes.release();
        } else {
            attempt.send(bytes);
        }
    }

    /// Sends on what was given since the last flush.
    public void flush() {
        if (attempt != null) {
            attempt.flush();
        }
    }

    /// The streamed body is whole.
    public void endOfBody() {
        if (attempt != null) {
            attempt.sendEnd();
        }
    }

    /// Stops or resumes reading the answer.
    public void pause(boolean paused) {
        if (attempt != null) {
            attempt.pause(paused);
        }
    }

    /// Runs a step on the call's event loop.
    public void execute(Runnable step) {
        loop.execute(step);
    }

    /// The streamed body cannot be completed: the call fails.
    public void breakOff(Refusal refusal) {
        if (attempt != null) {
            attempt.abandon();
        }
        fail(refusal);
    }

    /// The agent is gone. The sink hears nothing more.
    public void cancel() {
        over = true;
        closeLoan();
        if (attempt != null) {
            attempt.abandon();
        }
    }

    private void lent(Lending lending) {
        switch (lending) {
            case Lending.Unavailable unavailable -> fail(refusal(unavailable));
            case Lending.Lent lent -> connect(lent.loan());
        }
    }

    private void connect(@Nullable Loan lent) {
        loan = lent;
        if (over) {
            closeLoan();
            return;
        }
        Optional<Channel> idle = repeated ? Optional.empty() : connections.takeIdle(loop);
        if (idle.isPresent()) {
            reused = true;
            begin(idle.get());
            return;
        }
        reused = false;
        connections
                .open(loop)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        LOG.warn("no connection to Forgejo: {}", done.cause().toString());
                        fail(connectFault(done.cause()).refusal());
                    } else if (over) {
                        ((Channel) done.getNow()).close();
                    } else {
                        begin((Channel) done.getNow());
                    }
                });
    }

    private void begin(Channel ready) {
        channel = ready;
        Attempt first = new Attempt(ready, connections.settings(), this);
        attempt = first;
        mask = borrowing.answerMask();
        first.send(
                borrowing instanceof Borrowing.Nobody nobody
                        ? nobody.head()
                        : head.apply(Objects.requireNonNull(loan)));
        switch (body) {
            case RequestBody.None none -> first.sendEnd();
            case RequestBody.Whole whole -> {
                first.send(ready.alloc().buffer(whole.bytes().length).writeBytes(whole.bytes()));
                first.sendEnd();
            }
            case RequestBody.Streamed streamed -> first.flush();
        }
        sink.ready();
    }

    @Override
    public boolean answerHead(HttpResponse response) {
        if (response.status().code() == UNAUTHORIZED
                && borrowing instanceof Borrowing.OfAgent ofAgent) {
            unauthorized(ofAgent.tokens());
            return false;
        }
        if (response.status().code() == UNAUTHORIZED && borrowing instanceof Borrowing.Nobody) {
            fail(ELSEWHERE_REFUSED);
            return false;
        }
        closeLoan();
        Objects.requireNonNull(mask).head(response.headers());
        sink.head(new AnswerHead(response.status().code(), response.headers()));
        return !over;
    }

    @Override
    public void answerContent(ByteBuf bytes) {
        Objects.requireNonNull(mask).content(bytes, sink::content);
    }

    @Override
    public void answerEnd(boolean reusable) {
        Objects.requireNonNull(mask).end(sink::content);
        if (reusable) {
            connections.giveBack(loop, Objects.requireNonNull(channel));
        }
        over = true;
        sink.end();
    }

    @Override
    public void writable(boolean writable) {
        sink.bodyWritable(writable);
    }

    @Override
    public void broken(UpstreamFault fault, boolean answered) {
        boolean stale = fault == UpstreamFault.CLOSED && reused && !answered;
        if (stale && reading && !repeated) {
            repeated = true;
            connect(loan);
        } else {
            fail(fault.refusal());
        }
    }

    /// Forgejo's 401 never reaches the agent: clients prompt on it, and agents look for other keys.
    private void unauthorized(TokenStore tokens) {
        Loan rejected = Objects.requireNonNull(loan);
        loan = null;
        whenDone(
                tokens.rejected(rejected),
                outcome -> {
                    rejected.close();
                    switch (outcome) {
                        case RejectionOutcome.Dead dead -> fail(refusal(dead.why()));
                        case RejectionOutcome.RetryWith retry -> retryWith(retry.loan());
                        case RejectionOutcome.Alive alive -> fail(CALL_REFUSED);
                        case RejectionOutcome.Unclear unclear -> fail(refusal(unclear.why()));
                    }
                });
    }

    private void retryWith(Loan other) {
        if (body instanceof RequestBody.None && !repeated && !over) {
            repeated = true;
            connect(other);
            return;
        }
        other.close();
        fail(
                new Refusal(
                        RefusalCode.CREDENTIAL_REJECTED,
                        "credential",
                        "the token was replaced while this call was under way, and Forgejo refused the old one",
                        "send the call once more; the broker has the new token"));
    }

    private void fail(Refusal refusal) {
        closeLoan();
        if (!over) {
            over = true;
            sink.failed(refusal);
        }
    }

    /// A held loan is its lender's to close.
    private void closeLoan() {
        if (loan != null && borrowing instanceof Borrowing.OfAgent) {
            loan.close();
        }
        loan = null;
    }

    private <T> void whenDone(CompletionStage<T> stage, Consumer<T> then) {
        stage.whenComplete((value, fault) -> {
            Runnable onLoop =
                    () -> {
                        if (fault == null) {
                            then.accept(value);
                        } else {
                            LOG.error("the credential store failed", fault);
                            fail(UpstreamFault.UNREACHABLE.refusal());
                        }
                    };
            if (loop.inEventLoop()) {
                onLoop.run();
            } else {
                loop.execute(onLoop);
            }
        });
    }

    private static UpstreamFault connectFault(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> UpstreamFault.CONNECT_TIMEOUT;
            case SSLException tls -> UpstreamFault.TLS;
            default -> UpstreamFault.UNREACHABLE;
        };
    }

    static Refusal refusal(Lending.Unavailable unavailable) {
        RefusalCode code =
                switch (unavailable.cause()) {
                    case CREDENTIAL_REJECTED -> RefusalCode.CREDENTIAL_REJECTED;
                    case IDENTITY_MISMATCH -> RefusalCode.IDENTITY_MISMATCH;
                    case UPSTREAM_UNREACHABLE -> RefusalCode.UPSTREAM_UNREACHABLE;
                };
        return new Refusal(code, "credential", unavailable.detail(), unavailable.remedy());
    }
}
