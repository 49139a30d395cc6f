package dev.gatehouse.broker.worker.run;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names one run: 12 hexadecimal digits.
public record RunId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public RunId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not the id of a run");
        }
    }

    static RunId random() {
        byte[] bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return new RunId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
