package dev.gatehouse.broker.model;

import java.util.regex.Pattern;

/// How a model is named: a narrow alphabet, because the name stands in messages, records and paths.
public final class ModelName {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,127}");

    private ModelName() {}

    public static boolean isValid(String name) {
        return SHAPE.matcher(name).matches();
    }
}
