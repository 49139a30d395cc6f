package dev.gatehouse.broker.model.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The inside of one string (RFC 8259, 7), in pieces: valid UTF-8 without control characters, valid
/// escapes. Captures the decoded text where it is wanted; then an escaped half of a surrogate pair
/// is refused, because readers replace it in different ways.
final class StringScan {
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, 0x20, 0x80, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private enum At {
        TEXT,
        CONTINUATION,
        ESCAPE,
        HEX,
        SECOND_ESCAPE,
        SECOND_U,
        CLOSED
    }

    private At at = At.CLOSED;
    private byte[] captured = new byte[0];
    private int length;
    private int position;
    private int most;
    private int continuations;
    private int lowest;
    private int highest;
    private int hexDigits;
    private int unit;
    private int highSurrogate;

    /// @param mostBytes of decoded text to capture; 0 for a string that is only checked
    void begin(int mostBytes) {
        at = At.TEXT;
        most = mostBytes;
        length = 0;
        highSurrogate = 0;
    }

    boolean isClosed() {
        return at == At.CLOSED;
    }

    String text() {
        return new String(captured, 0, length, StandardCharsets.UTF_8);
    }

    /// Takes bytes up to the closing quote, which it takes too, and moves [#position].
    void accept(byte[] bytes, int from, int end) throws DefectException {
        position = from;
        while (position < end && at != At.CLOSED) {
            if (at == At.TEXT) {
                int run = position;
                while (run < end && PLAIN[bytes[run] & 0xFF]) {
                    run++;
                }
                captureRun(bytes, run);
                if (position == end) {
                    return;
                }
            }
            step(bytes[position] & 0xFF);
            position++;
        }
    }

    /// After the last byte taken, or at the one that is a defect.
    int position() {
        return position;
    }

    private void step(int value) throws DefectException {
        switch (at) {
            case TEXT -> text(value);
            case CONTINUATION -> continuation(value);
            case ESCAPE -> escape(value);
            case HEX -> hex(value);
            case SECOND_ESCAPE -> {
                requirePair(value == '\\');
                at = At.SECOND_U;
            }
            case SECOND_U -> {
                requirePair(value == 'u');
                beginHex();
            }
            case CLOSED -> {}
        }
    }

    private void text(int value) throws DefectException {
        if (value == '"') {
            at = At.CLOSED;
        } else if (value == '\\') {
            at = At.ESCAPE;
        } else if (value < 0x20) {
            throw new DefectException("a string holds a bare control");
        } else {
            lead(value);
            capture((byte) value);
        }
    }

    /// The first byte of a character beyond ASCII (Unicode, table 3-7).
    private void lead(int value) throws DefectException {
        if (value < 0xC2 || value > 0xF4) {
            throw notUtf8();
        }
        continuations = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
        at = At.CONTINUATION;
    }

    private void continuation(int value) throws DefectException {
        if (value < lowest || value > highest) {
            throw notUtf8();
        }
        lowest = 0x80;
        highest = 0xBF;
        capture((byte) value);
        if (--continuations == 0) {
            at = At.TEXT;
        }
    }

    private void escape(int value) throws DefectException {
        at = At.TEXT;
        switch (value) {
            case '"', '\\', '/' -> capture((byte) value);
            case 'b' -> capture((byte) '\b');
            case 'f' -> capture((byte) '\f');
            case 'n' -> capture((byte) '\n');
            case 'r' -> capture((byte) '\r');
            case 't' -> capture((byte) '\t');
            case 'u' -> beginHex();
            default ->
                    throw new DefectException("a string holds an escape that JSON does not have");
        }
    }

    private void beginHex() {
        at = At.HEX;
        hexDigits = 0;
        unit = 0;
    }

    private void hex(int value) throws DefectException {
        int digit = value < 0x80 ? Character.digit(value, 16) : -1;
        if (digit < 0) {
            throw new DefectException("a '\\u' is not followed by four hexadecimal digits");
        }
        unit = unit * 16 + digit;
        if (++hexDigits == 4) {
            at = At.TEXT;
            if (most > 0) {
                codeUnit((char) unit);
            }
        }
    }

    private void codeUnit(char found) throws DefectException {
        if (highSurrogate != 0) {
            requirePair(Character.isLowSurrogate(found));
            character(Character.toCodePoint((char) highSurrogate, found));
            highSurrogate = 0;
        } else if (Character.isHighSurrogate(found)) {
            highSurrogate = found;
            at = At.SECOND_ESCAPE;
        } else {
            requirePair(!Character.isLowSurrogate(found));
            character(found);
        }
    }

    private void character(int codePoint) throws DefectException {
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        capture(encoded, 0, encoded.length);
    }

    private void capture(byte value) throws DefectException {
        if (most > 0) {
            room(1);
            captured[length++] = value;
        }
    }

    private void captureRun(byte[] bytes, int end) throws DefectException {
        if (most > 0 && end - position > most - length) {
            position += most - length;
            throw tooLong();
        }
        capture(bytes, position, end);
        position = end;
    }

    private void capture(byte[] bytes, int from, int to) throws DefectException {
        if (most > 0 && to > from) {
            room(to - from);
            System.arraycopy(bytes, from, captured, length, to - from);
            length += to - from;
        }
    }

    private void room(int more) throws DefectException {
        if (more > most - length) {
            throw tooLong();
        }
        if (length + more > captured.length) {
            captured = Arrays.copyOf(captured, Math.max(64, (length + more) * 2));
        }
    }

    private static void requirePair(boolean paired) throws DefectException {
        if (!paired) {
            throw new DefectException(
                    "a name or value that decides holds half of a surrogate pair");
        }
    }

    private DefectException tooLong() {
        return new DefectException(
                "a name or value that decides is longer than " + most + " bytes");
    }

    private static DefectException notUtf8() {
        return new DefectException("a string is not UTF-8");
    }
}
