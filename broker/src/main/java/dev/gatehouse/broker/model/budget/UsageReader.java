package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.UsageShape;
import dev.gatehouse.broker.model.json.JsonPaths;
import dev.gatehouse.broker.model.json.JsonScan;
import dev.gatehouse.broker.model.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what was used out of an answer as it passes, streamed or not. Holds none of the answer,
/// and never objects to it: what cannot be read is estimated. One thread.
public final class UsageReader {
    private static final int COPY_BYTES = 8192;
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    private final UsageShape shape;
    private final JsonPaths paths;
    private final @Nullable ServerSentEvents events;
    private final Map<String, Long> listed = new HashMap<>();
    private @Nullable JsonScan document;
    private byte[] copied = new byte[0];
    private long bytes;
    private long input = -1;
    private long output = -1;
    private long cacheRead;
    private long cacheWrite;

    /// @param streamed whether the answer's media type is `text/event-stream`
    public UsageReader(UsageShape shape, boolean streamed) {
        this.shape = shape;
        this.paths =
                JsonPaths.of(
                        Stream.of(
                                        shape.input(),
                                        shape.output(),
                                        shape.cacheRead(),
                                        shape.cacheWrite())
                                .flatMap(List::stream)
                                .toArray(String[]::new));
        this.events = streamed ? new ServerSentEvents(new Documents()) : null;
    }

    /// Takes all that remains in the buffer.
    public void accept(ByteBuffer piece) {
        bytes += piece.remaining();
        if (shape == UsageShape.NONE) {
            piece.position(piece.limit());
        } else if (piece.hasArray()) {
            int from = piece.arrayOffset() + piece.position();
            int length = piece.remaining();
            piece.position(piece.limit());
            accept(piece.array(), from, length);
        } else {
            if (copied.length == 0) {
                copied = new byte[COPY_BYTES];
            }
            while (piece.hasRemaining()) {
                int length = Math.min(piece.remaining(), copied.length);
                piece.get(copied, 0, length);
                accept(copied, 0, length);
            }
        }
    }

    /// What was used, as far as the answer told it until now. Where it did not, what the call can
    /// have used at most: the bound, and no more output than bytes have come.
    public TokenCount count(TokenBound bound) {
        if (shape == UsageShape.NONE) {
            return TokenCount.NOTHING;
        }
        boolean told = input >= 0 && (output >= 0 || shape.output().isEmpty());
        long cachedInInput = shape.inputHoldsCached() ? Math.min(cacheRead, Math.max(0, input)) : 0;
        return new TokenCount(
                input < 0 ? bound.input() : input - cachedInInput,
                Math.max(0, told ? output : Math.max(output, Math.min(bound.output(), bytes))),
                cacheRead,
                cacheWrite,
                !told);
    }

    private void accept(byte[] piece, int from, int length) {
        if (events == null) {
            part(piece, from, length);
        } else {
            events.accept(piece, from, length);
        }
    }

    private void part(byte[] piece, int from, int length) {
        JsonScan open = document;
        if (open == null) {
            open = new JsonScan(paths, this::found);
            document = open;
            listed.clear();
        }
        open.accept(piece, from, length);
    }

    private void found(String path, JsonValue value) {
        if (!(value instanceof JsonValue.Numeral(String digits))
                || !digits.matches("[0-9]{1,13}")) {
            return;
        }
        long tokens = Math.min(MOST_TOKENS, Long.parseLong(digits));
        if (path.contains("[]")) {
            tokens = listed.merge(path, tokens, (sum, more) -> Math.min(MOST_TOKENS, sum + more));
        }
        if (shape.input().contains(path)) {
            input = Math.max(input, tokens);
        } else if (shape.output().contains(path)) {
            output = Math.max(output, tokens);
        } else if (shape.cacheRead().contains(path)) {
            cacheRead = Math.max(cacheRead, tokens);
        } else {
            cacheWrite = Math.max(cacheWrite, tokens);
        }
    }

    private final class Documents implements ServerSentEvents.Data {
        @Override
        public void part(byte[] piece, int from, int length) {
            UsageReader.this.part(piece, from, length);
        }

        @Override
        public void end() {
            if (document != null) {
                document.end();
                document = null;
            }
        }
    }
}
