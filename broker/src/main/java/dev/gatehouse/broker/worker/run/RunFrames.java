package dev.gatehouse.broker.worker.run;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the engine sends of a run. docker-java calls it on a thread of its own; others may ask.
/// Slow takers hold the run up: nothing is kept in memory.
final class RunFrames implements ResultCallback<Frame> {
    /// Of a process group's number, with its line's end.
    private static final int MOST_DIGITS = 11;

    private final CappedStream output;
    private final CappedStream error;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StringBuilder line = new StringBuilder(MOST_DIGITS);
    private volatile @Nullable Closeable connection;
    private volatile @Nullable IOException notTaken;
    private volatile @Nullable Throwable broken;
    private final CompletableFuture<String> group = new CompletableFuture<>();
    private boolean lineRead;

    RunFrames(CappedStream output, CappedStream error) {
        this.output = output;
        this.error = error;
    }

    /// Of something that is no run: all of it is passed on.
    static RunFrames whole(CappedStream output, CappedStream error) {
        RunFrames frames = new RunFrames(output, error);
        frames.lineRead = true;
        return frames;
    }

    static RunFrames discarding() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new RunFrames(new CappedStream(nowhere, 0), new CappedStream(nowhere, 0));
    }

    /// Waits for the end of the output.
    ///
    /// @return whether it came
    boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// As [#await], for a caller that has to go on: an interrupt cuts the waiting short.
    boolean ended(Duration limit) {
        try {
            return await(limit);
        } catch (InterruptedException hurry) {
            return false;
        }
    }

    /// Waits for it, as its line may come after output that was written later: the engine reads the
    /// two streams apart.
    ///
    /// @return empty where it did not come
    String group(Duration limit) {
        return group.completeOnTimeout("", limit.toNanos(), TimeUnit.NANOSECONDS).join();
    }

    /// Why the output was no longer passed on.
    Optional<IOException> notTaken() {
        return Optional.ofNullable(notTaken);
    }

    /// Why the engine sent no more before the output ended.
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    @Override
    public void onStart(Closeable stream) {
        connection = stream;
    }

    @Override
    public void onNext(Frame frame) {
        if (notTaken != null) {
            return;
        }
        byte[] payload = frame.getPayload();
        try {
            if (frame.getStreamType() == StreamType.STDERR) {
                int offset = lineRead ? 0 : readLine(payload);
                error.write(payload, offset, payload.length - offset);
            } else {
                output.write(payload, 0, payload.length);
            }
        } catch (IOException failed) {
            notTaken = failed;
            ended.countDown();
        }
    }

    /// Takes the first line of standard error, which [ProcessGroup] wrote.
    ///
    /// @return how many bytes of this frame belong to it
    private int readLine(byte[] payload) throws IOException {
        for (int at = 0; at < payload.length; at++) {
            char next = (char) payload[at];
            if (next == '\n' && !line.isEmpty()) {
                group.complete(line.toString());
                lineRead = true;
                return at + 1;
            }
            if (next < '0' || next > '9' || line.length() == MOST_DIGITS) {
                lineRead = true;
                group.complete("");
                byte[] text = line.toString().getBytes(StandardCharsets.US_ASCII);
                error.write(text, 0, text.length);
                return at;
            }
            line.append(next);
        }
        return payload.length;
    }

    @Override
    public void onError(Throwable thrown) {
        broken = thrown;
        group.complete("");
        ended.countDown();
    }

    @Override
    public void onComplete() {
        group.complete("");
        ended.countDown();
    }

    @Override
    public void close() throws IOException {
        Closeable open = connection;
        if (open != null) {
            open.close();
        }
    }
}
