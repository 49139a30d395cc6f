package dev.gatehouse.broker.credential.mask;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/// Tells where tokens begin in a stream of bytes that comes in chunks, however it is cut. Forms
/// that overlap are one find. One thread at a time; one finder for one stream.
public final class Finder {
    private final FirstLook first;
    private final FormsTrie trie;
    private final LongConsumer found;
    private int state = FormsTrie.ROOT;
    private long position;
    private long start;
    private long end;

    Finder(FirstLook first, FormsTrie trie, LongConsumer found) {
        this.first = first;
        this.trie = trie;
        this.found = found;
    }

    /// Looks at the chunk from its position to its limit, and changes neither.
    public void read(ByteBuffer chunk) {
        long offset = position - chunk.position();
        int limit = chunk.limit();
        int at = chunk.position();
        while (at < limit) {
            if (state == FormsTrie.ROOT) {
                at = first.next(chunk, at, limit);
                if (at == limit) {
                    break;
                }
            }
            state = trie.next(state, chunk.get(at));
            at++;
            int matched = trie.matchedBytes(state);
            if (matched > 0) {
                note(offset + at - matched, offset + at);
            }
        }
        position = offset + limit;
    }

    /// At the end of the stream.
    public void finish() {
        if (end > 0) {
            found.accept(start);
            end = 0;
        }
    }

    /// A form ends here. A longer one may still follow that began before it.
    private void note(long from, long to) {
        if (end > 0 && from < end) {
            start = Math.min(start, from);
        } else {
            finish();
            start = from;
        }
        end = to;
    }
}
