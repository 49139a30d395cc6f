package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.upstream.http.AnswerHead;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Hands an answer from its event loop to a thread that may block, which takes it piece by piece.
/// Forgejo is read no faster than that.
final class PulledAnswer implements AnswerSink {
    private static final int SUCCESS = 200;
    private static final long HELD_BYTES = 1 << 20;

    private sealed interface Event {
        record Head(int status) implements Event {}

        record Piece(byte[] bytes) implements Event {}

        record End() implements Event {}

        record Failed(Refusal refusal) implements Event {}
    }

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicLong heldBytes = new AtomicLong();
    private final long deadlineNanos;
    private @Nullable UpstreamCall call;

    /// @param deadlineNanos until when the answer must be whole, as `System.nanoTime` counts
    PulledAnswer(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /// Starts the call whose answer this is.
    void start(UpstreamCall started) {
        call = started;
        started.startOnLoop();
    }

    /// Takes the whole answer; blocks.
    ///
    /// @param sink gets each piece
    void take(PieceSink sink) throws IOException {
        boolean whole = false;
        try {
            while (!whole) {
                whole = take(next(), sink);
            }
        } finally {
            UpstreamCall over = call;
            if (!whole && over != null) {
                over.execute(over::cancel);
            }
        }
    }

    /// What takes the pieces.
    interface PieceSink {
        void accept(byte[] bytes) throws IOException;
    }

    private boolean take(Event event, PieceSink sink) throws IOException {
        switch (event) {
            case Event.Head(int status) -> {
                if (status != SUCCESS) {
                    throw new IOException("Forgejo answered " + status);
                }
            }
            case Event.Piece(byte[] bytes) -> {
                sink.accept(bytes);
                if (heldBytes.addAndGet(-bytes.length) < HELD_BYTES) {
                    pause(false);
                }
            }
            case Event.End() -> {
                return true;
            }
            case Event.Failed(Refusal refusal) -> throw new IOException(refusal.detail());
        }
        return false;
    }

    private Event next() throws IOException {
        try {
            Event event = events.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new IOException("Forgejo took too long to give its objects");
            }
            return event;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while Forgejo was giving its objects");
        }
    }

    private void pause(boolean paused) {
        UpstreamCall reading = call;
        if (reading != null) {
            reading.execute(() -> reading.pause(paused));
        }
    }

    @Override
    public void ready() {}

    @Override
    public void bodyWritable(boolean writable) {}

    @Override
    public void head(AnswerHead head) {
        events.add(new Event.Head(head.status()));
    }

    @Override
    public void content(ByteBuf bytes) {
        byte[] piece = ByteBufUtil.getBytes(bytes);
        bytes.release();
        events.add(new Event.Piece(piece));
        if (heldBytes.addAndGet(piece.length) >= HELD_BYTES) {
            pause(true);
        }
    }

    @Override
    public void end() {
        events.add(new Event.End());
    }

    @Override
    public void failed(Refusal refusal) {
        events.add(new Event.Failed(refusal));
    }
}
