package dev.gatehouse.broker.credential.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;

/// Passes over bytes in which no form begins, mostly without looking at them. No form is shorter
/// than the window, so whatever begins before the window's last four bytes holds these four among
/// its own first ones; where no form has them there, nothing begins in the whole window. (After Wu
/// and Manber, "A fast algorithm for multi-pattern searching", 1994.)
///
/// Immutable.
final class FirstLook {
    private static final VarHandle FOUR =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// A smaller one would pass over too little to be worth its look.
    private static final int LEAST_WINDOW = 6;

    private static final int LEAST_BITS = 12;
    private static final int MOST_BITS = 22;

    /// Bits for each entry: of bytes that are no form's, one in so many is taken for one.
    private static final int SPARSENESS = 16;

    /// Any odd number with its bits well mixed: the golden ratio's.
    private static final int MIX = 0x9E3779B9;

    private final boolean[] firsts = new boolean[256];
    private final long[] pairs = new long[65536 / Long.SIZE];
    private final long[] fours;
    private final int shift;
    private final int window;

    /// @param forms of two bytes or more, ASCII
    FirstLook(Collection<String> forms) {
        int shortest = forms.stream().mapToInt(String::length).min().orElse(0);
        window = shortest < LEAST_WINDOW ? Integer.MAX_VALUE : shortest;
        long entries = (long) forms.size() * Math.max(1, Math.min(window, 4096));
        int bits = Long.SIZE - Long.numberOfLeadingZeros(SPARSENESS * entries);
        bits = Math.clamp(bits, LEAST_BITS, MOST_BITS);
        shift = Integer.SIZE - bits;
        fours = new long[(1 << bits) / Long.SIZE];
        forms.forEach(this::add);
    }

    private void add(String form) {
        firsts[form.charAt(0)] = true;
        int pair = (form.charAt(0) << 8) | form.charAt(1);
        pairs[pair >>> 6] |= 1L << pair;
        for (int at = 0; at + 4 <= Math.min(window, form.length()); at++) {
            int four =
                    form.charAt(at) << 24
                            | form.charAt(at + 1) << 16
                            | form.charAt(at + 2) << 8
                            | form.charAt(at + 3);
            int place = placeOf(four);
            fours[place >>> 6] |= 1L << place;
        }
    }

    private int placeOf(int four) {
        return (four * MIX) >>> shift;
    }

    /// @return the next place at which a form may begin; `end` if there is none
    int next(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (end - at >= window) {
            int last = at + window - 4;
            int place = placeOf((int) FOUR.get(bytes, last));
            if ((fours[place >>> 6] & (1L << place)) != 0) {
                int begin = byPairs(bytes, at, last + 1);
                if (begin <= last) {
                    return begin;
                }
            }
            at = last + 1;
        }
        int begin = byPairs(bytes, at, end - 1);
        return begin < end - 1 || (begin < end && firsts[bytes.get(begin) & 0xff]) ? begin : end;
    }

    /// Needs one byte more than the end.
    private int byPairs(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at < end && !begins(bytes.get(at), bytes.get(at + 1))) {
            at++;
        }
        return at;
    }

    private boolean begins(byte first, byte second) {
        int pair = ((first & 0xff) << 8) | (second & 0xff);
        return (pairs[pair >>> 6] & (1L << pair)) != 0;
    }
}
