package dev.gatehouse.broker.credential.mask;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/// Tells where tokens begin in a stream of bytes that comes in chunks, however it is cut. Forms
/// that overlap are one find. One thread at a time; one finder for one stream.
public final class Finder {
    private final FormsTrie trie;
    private final LongConsumer found;
    private int state = FormsTrie.ROOT;
    private long position;
    private long start;
    private long end;

    Finder(FormsTrie trie, LongConsumer found) {
        this.trie = trie;
        this.found = found;
    }

    /// Looks at the chunk from its position to its limit, and changes neither.
    public void read(ByteBuffer chunk) {
        for (int at = chunk.position(); at < chunk.limit(); at++) {
            byte b = chunk.get(at);
            position++;
            if (state == FormsTrie.ROOT && !mayBegin(chunk, at)) {
                continue;
            }
            state = trie.next(state, b);
            int matched = trie.matchedBytes(state);
            if (matched > 0) {
                note(position - matched);
            }
        }
    }

    private boolean mayBegin(ByteBuffer chunk, int at) {
        return at + 1 < chunk.limit()
                ? trie.begins(chunk.get(at), chunk.get(at + 1))
                : trie.begins(chunk.get(at));
    }

    /// At the end of the stream.
    public void finish() {
        if (end > 0) {
            found.accept(start);
            end = 0;
        }
    }

    /// A form ends here. A longer one may still follow that began before it.
    private void note(long from) {
        if (end > 0 && from < end) {
            start = Math.min(start, from);
        } else {
            finish();
            start = from;
        }
        end = position;
    }
}
