package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.json.JsonNumbers;
import dev.gatehouse.shim.json.JsonStrings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What the value of a field means: `-f` is taken as it is, `-F` knows literals, integers, `@file`
/// and `@-`.
final class FieldValues {
    private final InputStream standardInput;

    FieldValues(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /// The value as JSON text.
    String json(Field field) throws Failure {
        if (field.kind() == Field.Kind.TYPED && isLiteral(field.value())) {
            return field.value();
        }
        String text = text(field);
        StringBuilder json = new StringBuilder(text.length() + 16);
        JsonStrings.append(json, text);
        return json.toString();
    }

    /// The value as a query parameter's text.
    String query(Field field) throws Failure {
        boolean isNull = field.kind() == Field.Kind.TYPED && field.value().equals("null");
        return isNull ? "" : text(field);
    }

    private String text(Field field) throws Failure {
        boolean fromFile = field.kind() == Field.Kind.TYPED && field.value().startsWith("@");
        return fromFile ? read(field.key(), field.value().substring(1)) : field.value();
    }

    private static boolean isLiteral(String value) {
        return switch (value) {
            case "true", "false", "null" -> true;
            default -> JsonNumbers.isInteger(value);
        };
    }

    private String read(String key, String file) throws Failure {
        byte[] bytes;
        try {
            bytes = file.equals("-") ? standardInput.readAllBytes() : readFile(file);
        } catch (IOException e) {
            throw Failure.usage("cannot read the value of '" + key + "' (" + e.getMessage() + ")");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw Failure.usage(
                    "the value of '"
                            + key
                            + "' (@"
                            + file
                            + ") is not UTF-8 text; upload bytes with --form "
                            + key
                            + "=@"
                            + file);
        }
    }

    private static byte[] readFile(String file) throws IOException {
        try (InputStream stream = new FileInputStream(file)) {
            return stream.readAllBytes();
        }
    }
}
