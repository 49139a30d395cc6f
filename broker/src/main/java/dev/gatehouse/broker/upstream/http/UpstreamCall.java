package dev.gatehouse.broker.upstream.http;

import dev.gatehouse.broker.upstream.http.Lender.AfterRejection;
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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call to a server: borrow the credential, find a connection, send, receive.
///
/// What is tried twice, and then only once more: a call whose credential was replaced while the
/// server answered 401, if it has no body or its lender allows it, and a reading call whose kept
/// connection turned out to be closed. Everything happens on one event loop.
public final class UpstreamCall implements Attempt.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamCall.class);
    private static final int UNAUTHORIZED = 401;
    private final Connections connections;
    private final EventLoop loop;
    private final Lender lender;
    private final RequestBody body;
    private final boolean reading;
    private final AnswerSink sink;

    private @Nullable Attempt attempt;
    private @Nullable Channel channel;
    private @Nullable AnswerMask mask;
    private boolean reused;
    private boolean repeated;
    private boolean over;

    /// @param reading whether the call changes nothing, so that it may be sent twice
    public UpstreamCall(
            Connections connections,
            EventLoop loop,
            Lender lender,
            RequestBody body,
            boolean reading,
            AnswerSink sink) {
        this.connections = connections;
        this.loop = loop;
        this.lender = lender;
        this.body = body;
        this.reading = reading;
        this.sink = sink;
    }

    /// From any thread.
    public void startOnLoop() {
        loop.execute(this::start);
    }

    /// On the event loop, once. The sink may hear of it before this returns.
    public void start() {
        whenDone(lender.lend(), refusal -> refusal.ifPresentOrElse(this::fail, this::connect));
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
        lender.close();
        if (attempt != null) {
            attempt.abandon();
        }
    }

    private void connect() {
        if (over) {
            lender.close();
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
                        LOG.warn(
                                "no connection to {}: {}",
                                connections.settings().name(),
                                done.cause().toString());
                        fail(connectFault(done.cause()));
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
        mask = lender.mask();
        first.send(lender.head());
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
        connections
                .observer()
                .answered(response.status().code(), Objects.requireNonNull(attempt).waited());
        if (response.status().code() == UNAUTHORIZED) {
            Optional<CompletionStage<AfterRejection>> rejected = lender.rejected();
            if (rejected.isPresent()) {
                whenDone(rejected.get(), this::unauthorized);
                return false;
            }
        }
        lender.close();
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
            connect();
        } else {
            fail(fault);
        }
    }

    private void unauthorized(AfterRejection after) {
        switch (after) {
            case AfterRejection.Refused refused -> fail(refused.refusal());
            case AfterRejection.Another another -> {
                boolean repeatable =
                        body instanceof RequestBody.None
                                || (body instanceof RequestBody.Whole && another.withBody());
                if (repeatable && !repeated) {
                    repeated = true;
                    connect();
                } else {
                    fail(
                            new Refusal(
                                    RefusalCode.CREDENTIAL_REJECTED,
                                    "credential",
                                    "the credential was replaced while this call was under way, and "
                                            + connections.settings().name()
                                            + " refused the old one",
                                    "send the call once more; the broker has the new one"));
                }
            }
        }
    }

    private void fail(UpstreamFault fault) {
        connections.observer().failed(fault);
        fail(refusal(fault));
    }

    private Refusal refusal(UpstreamFault fault) {
        return fault.refusal(connections.settings().name());
    }

    private void fail(Refusal refusal) {
        lender.close();
        if (!over) {
            over = true;
            sink.failed(refusal);
        }
    }

    private <T> void whenDone(CompletionStage<T> stage, Consumer<T> then) {
        stage.whenComplete((value, fault) -> {
            Runnable onLoop =
                    () -> {
                        if (fault == null) {
                            then.accept(value);
                        } else {
                            LOG.error("the credential store failed", fault);
                            fail(refusal(UpstreamFault.UNREACHABLE));
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
}
