package dev.gatehouse.broker.relay.answer;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads along an answer that lists attachments and tells their ids. Only a JSON member named
/// `uuid` counts, which Forgejo writes; text that an agent wrote is never one: it stands inside a
/// string, where a quote is escaped, and what looks like a member is none.
///
/// Not a JSON parser: it knows strings from what stands between them, which is all it takes, at a
/// fraction of a parser's cost. The end of the document, or a byte between strings that no JSON
/// has, ends it.
public final class AttachmentScanner {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int UUID_LENGTH = 36;
    private static final byte[] NAME = "uuid".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle EIGHT =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;

    private enum At {
        BEGIN,
        BETWEEN,
        STRING,
        ESCAPE,
        OVER
    }

    /// What the last string was, and what has followed it.
    private enum Member {
        NONE,
        NAMED,
        COLON
    }

    private final Consumer<String> seen;
    private final byte[] text = new byte[UUID_LENGTH];

    /// Of the string, as it is written; beyond [#UUID_LENGTH] only that it is too long is right.
    private int length;

    private int depth;
    private At at = At.BEGIN;
    private Member member = Member.NONE;

    public AttachmentScanner(Consumer<String> seen) {
        this.seen = seen;
    }

    /// Takes a piece, and leaves it as it is.
    public void scan(ByteBuf bytes) {
        // A buffer in several pieces has no memory of its own to show, and gets a copy here.
        ByteBuffer view = bytes.nioBuffer();
        int next = view.position();
        int end = view.limit();
        while (next < end && at != At.OVER) {
            if (at == At.STRING) {
                next = inside(view, next, end);
            } else {
                take(view.get(next));
                next++;
            }
        }
    }

    /// Up to and with the byte that ends the string or begins an escape.
    private int inside(ByteBuffer view, int from, int end) {
        int stop = plainUntil(view, from, end);
        keep(view, from, stop - from);
        if (stop == end) {
            return end;
        }
        if (view.get(stop) == '"') {
            at = At.BETWEEN;
            closed();
        } else {
            at = At.ESCAPE;
            length = UUID_LENGTH + 1;
        }
        return stop + 1;
    }

    /// The next quote or backslash, looked for in eight bytes at once.
    private static int plainUntil(ByteBuffer view, int from, int end) {
        int next = from;
        while (end - next >= Long.BYTES) {
            long eight = (long) EIGHT.get(view, next);
            long found = zeroBytes(eight ^ ('"' * EACH)) | zeroBytes(eight ^ ('\\' * EACH));
            if (found != 0) {
                return next + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            next += Long.BYTES;
        }
        while (next < end && view.get(next) != '"' && view.get(next) != '\\') {
            next++;
        }
        return next;
    }

    /// The high bit of each byte that is zero; the lowest that is set is right (Warren, "Hacker's
    /// Delight", 6-1).
    private static long zeroBytes(long eight) {
        return (eight - EACH) & ~eight & (EACH << 7);
    }

    /// Neither an id nor its name holds an escape or is longer.
    private void keep(ByteBuffer view, int from, int count) {
        if (length + count <= UUID_LENGTH) {
            view.get(from, text, length, count);
            length += count;
        } else {
            length = UUID_LENGTH + 1;
        }
    }

    private void closed() {
        if (member == Member.COLON) {
            member = Member.NONE;
            tell();
        } else {
            member =
                    Arrays.equals(text, 0, Math.min(length, UUID_LENGTH), NAME, 0, NAME.length)
                            ? Member.NAMED
                            : Member.NONE;
        }
    }

    private void tell() {
        if (length == UUID_LENGTH) {
            String id = new String(text, StandardCharsets.ISO_8859_1);
            if (UUID.matcher(id).matches()) {
                seen.accept(id);
            }
        }
    }

    private void take(byte value) {
        switch (at) {
            case BETWEEN -> between(value);
            case ESCAPE -> at = At.STRING;
            case BEGIN -> begin(value);
            case STRING, OVER -> throw new IllegalStateException(at + " takes no single byte");
        }
    }

    private void begin(byte value) {
        if (value == '{' || value == '[') {
            depth = 1;
            at = At.BETWEEN;
        } else if (!isSpace(value)) {
            at = At.OVER;
        }
    }

    private void between(byte value) {
        if (value == '"') {
            at = At.STRING;
            length = 0;
            return;
        }
        if (isSpace(value)) {
            return;
        }
        member = value == ':' && member == Member.NAMED ? Member.COLON : Member.NONE;
        switch (value) {
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth--;
                at = depth == 0 ? At.OVER : At.BETWEEN;
            }
            default -> at = isOfJson(value) ? At.BETWEEN : At.OVER;
        }
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /// A separator, or a character of a number, of true, false or null.
    private static boolean isOfJson(byte value) {
        return switch (value) {
            case ':', ',', '+', '-', '.', 'E' -> true;
            default -> (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z');
        };
    }
}
