package dev.gatehouse.broker.model.json;

import org.jspecify.annotations.Nullable;

/// One number (RFC 8259, 6), in pieces.
final class NumberScan {
    static final int MOST_CAPTURED = 20;

    private enum At {
        MINUS,
        ZERO,
        INTEGER,
        POINT,
        FRACTION,
        E,
        SIGN,
        EXPONENT
    }

    private final StringBuilder captured = new StringBuilder(MOST_CAPTURED);
    private At at = At.ZERO;
    private boolean wanted;

    static boolean begins(int value) {
        return value == '-' || isDigit(value);
    }

    /// @param value a byte for which [#begins] holds
    void begin(int value, boolean isWanted) {
        wanted = isWanted;
        captured.setLength(0);
        captured.append((char) value);
        at = value == '-' ? At.MINUS : value == '0' ? At.ZERO : At.INTEGER;
    }

    /// Whether the number goes on with this byte; if not, the byte stands after it.
    boolean accept(int value) throws DefectException {
        At next = after(value);
        if (next == null) {
            return false;
        }
        at = next;
        if (wanted) {
            if (captured.length() == MOST_CAPTURED) {
                throw new DefectException(
                        "a number that decides is longer than " + MOST_CAPTURED + " characters");
            }
            captured.append((char) value);
        }
        return true;
    }

    /// @throws DefectException where the number may not end here
    void end() throws DefectException {
        if (at == At.MINUS || at == At.POINT || at == At.E || at == At.SIGN) {
            throw new DefectException("a number is not finished");
        }
    }

    String digits() {
        return captured.toString();
    }

    private @Nullable At after(int value) {
        return switch (at) {
            case MINUS -> value == '0' ? At.ZERO : isDigit(value) ? At.INTEGER : null;
            case ZERO -> afterInteger(value);
            case INTEGER -> isDigit(value) ? At.INTEGER : afterInteger(value);
            case POINT -> isDigit(value) ? At.FRACTION : null;
            case FRACTION -> isDigit(value) ? At.FRACTION : isE(value) ? At.E : null;
            case E -> value == '+' || value == '-' ? At.SIGN : isDigit(value) ? At.EXPONENT : null;
            case SIGN, EXPONENT -> isDigit(value) ? At.EXPONENT : null;
        };
    }

    private static @Nullable At afterInteger(int value) {
        return value == '.' ? At.POINT : isE(value) ? At.E : null;
    }

    private static boolean isE(int value) {
        return value == 'e' || value == 'E';
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }
}
