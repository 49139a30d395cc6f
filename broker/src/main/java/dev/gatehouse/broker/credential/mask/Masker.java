package dev.gatehouse.broker.credential.mask;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Stars out tokens in a stream of bytes that comes in chunks, however it is cut: same length, all
/// other bytes unchanged. For each chunk:
///
/// ```
/// byte[] before = masker.mask(chunk);   // 1. send these first (mostly none)
/// send(chunk);                          // 2. then the chunk, from its position to its limit
/// ...
/// byte[] last = masker.finish();        // at the end of the stream, send these
/// ```
///
/// The end of a chunk that may be the beginning of a token is held back: [#mask] copies it here and
/// lowers the chunk's limit. The next call tells what became of it. A chunk without a token and
/// without such an end is neither copied nor changed. At most the longest form, less one byte, is
/// held.
///
/// One thread at a time; one masker for one stream.
public final class Masker {
    private static final byte[] NOTHING = {};

    private final FirstLook first;
    private final FormsTrie trie;
    private final Runnable onFirstMatch;
    private byte[] held = NOTHING;
    private int state = FormsTrie.ROOT;
    private long matches;

    Masker(FirstLook first, FormsTrie trie, Runnable onFirstMatch) {
        this.first = first;
        this.trie = trie;
        this.onFirstMatch = onFirstMatch;
    }

    /// Masks in place, from the position to the limit, and lowers the limit by what is held back;
    /// the position stays.
    ///
    /// @param chunk writable, heap or direct
    /// @return bytes of earlier chunks that go out before this chunk; the caller's to keep
    public byte[] mask(ByteBuffer chunk) {
        int end = chunk.limit();
        int at = chunk.position();
        while (at < end) {
            if (state == FormsTrie.ROOT) {
                at = first.next(chunk, at, end);
                if (at == end) {
                    break;
                }
            }
            state = trie.next(state, chunk.get(at));
            at++;
            int matched = trie.matchedBytes(state);
            if (matched > 0) {
                star(chunk, at, matched);
            }
        }
        return holdBack(chunk);
    }

    /// @return the bytes still held back: no token was completed, or they are stars by now
    public byte[] finish() {
        byte[] last = held;
        held = NOTHING;
        state = FormsTrie.ROOT;
        return last;
    }

    /// How many tokens were masked so far.
    public long matches() {
        return matches;
    }

    /// Stars the bytes before `end`; those that are not in the chunk are the last of the held ones.
    private void star(ByteBuffer chunk, int end, int bytes) {
        int start = end - bytes;
        int inHeld = Math.max(0, chunk.position() - start);
        Arrays.fill(held, held.length - inHeld, held.length, TokenMask.STAR);
        for (int at = start + inHeld; at < end; at++) {
            chunk.put(at, TokenMask.STAR);
        }
        if (matches++ == 0) {
            onFirstMatch.run();
        }
    }

    private byte[] holdBack(ByteBuffer chunk) {
        int unfinished = trie.unfinishedBytes(state);
        if (unfinished == 0 && held.length == 0) {
            return NOTHING;
        }
        int fromChunk = Math.min(unfinished, chunk.remaining());
        int fromHeld = unfinished - fromChunk;
        byte[] released = Arrays.copyOf(held, held.length - fromHeld);
        byte[] next = new byte[unfinished];
        System.arraycopy(held, held.length - fromHeld, next, 0, fromHeld);
        int cut = chunk.limit() - fromChunk;
        chunk.get(cut, next, fromHeld, fromChunk);
        chunk.limit(cut);
        held = next;
        return released;
    }
}
