package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.own.OwnWork;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What the broker itself answers, on its way from whichever thread to the agent. Its state is the
/// event loop's.
final class OwnAnswer implements OwnReply {
    /// What the exchange hears of its answer, on its event loop.
    interface Listener {
        void document(int status, byte[] json);

        /// @param json is shown in place of a problem document
        void refused(Refusal refusal, Optional<byte[]> json);

        /// The last byte is about to go to the agent, or the exchange only waits from now on.
        void lastByte();

        /// The answer is whole.
        void answered();
    }

    private final ChannelHandlerContext context;
    private final AnswerWriter writer;
    private final BooleanSupplier keepAlive;
    private final Listener listener;
    private OwnWork work = OwnWork.done();
    private @Nullable CompletableFuture<Void> waitsForRoom;
    private boolean over;

    OwnAnswer(
            ChannelHandlerContext context,
            AnswerWriter writer,
            BooleanSupplier keepAlive,
            Listener listener) {
        this.context = context;
        this.writer = writer;
        this.keepAlive = keepAlive;
        this.listener = listener;
    }

    void begin(OwnRoutes routes, OwnCall call) {
        work = routes.answer(call, this);
    }

    void writable(boolean writable) {
        if (writable && waitsForRoom != null) {
            waitsForRoom.complete(null);
            waitsForRoom = null;
        }
    }

    void lastCall() {
        work.lastCall();
    }

    /// The exchange ended: whatever still comes is dropped.
    void close() {
        if (!over) {
            over = true;
            work.cancel();
        }
        if (waitsForRoom != null) {
            waitsForRoom.completeExceptionally(new ClosedChannelException());
            waitsForRoom = null;
        }
    }

    @Override
    public void document(int status, byte[] json) {
        last(() -> listener.document(status, json));
    }

    @Override
    public void refuse(Refusal refusal) {
        last(() -> listener.refused(refusal, Optional.empty()));
    }

    @Override
    public void refuse(Refusal refusal, byte[] json) {
        last(() -> listener.refused(refusal, Optional.of(json)));
    }

    @Override
    public void end() {
        last(() -> {
            listener.lastByte();
            writer.end();
            listener.answered();
        });
    }

    @Override
    public void begin(String contentType, Map<String, String> headers) {
        HttpHeaders fields =
                new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        headers.forEach(fields::set);
        onLoop(() ->
                writer.head(
                        200,
                        fields,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        keepAlive.getAsBoolean()));
    }

    @Override
    public void waits() {
        onLoop(listener::lastByte);
    }

    @Override
    public void write(byte[] piece) throws IOException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        context.channel().eventLoop().execute(() -> put(piece, taken));
        try {
            taken.get();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IOException("the answer was cancelled", cancelled);
        } catch (ExecutionException gone) {
            throw new IOException("the agent has gone away", gone.getCause());
        }
    }

    private void put(byte[] piece, CompletableFuture<Void> taken) {
        if (over) {
            taken.completeExceptionally(new ClosedChannelException());
            return;
        }
        writer.content(Unpooled.wrappedBuffer(piece));
        if (context.channel().isWritable()) {
            taken.complete(null);
        } else {
            waitsForRoom = taken;
        }
    }

    private void last(Runnable step) {
        onLoop(() -> {
            over = true;
            step.run();
        });
    }

    private void onLoop(Runnable step) {
        Runnable unlessOver =
                () -> {
                    if (!over) {
                        step.run();
                    }
                };
        if (context.channel().eventLoop().inEventLoop()) {
            unlessOver.run();
        } else {
            context.channel().eventLoop().execute(unlessOver);
        }
    }
}
