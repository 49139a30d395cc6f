package dev.gatehouse.shim.command;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The texts that the broker wants of files and of standard input.
record Inputs(GivenFiles given, InputStream standardInput) {
    private static final int LIMIT_BYTES = 1 << 20;
    private static final int MOST_FILES = 32;

    /// The names in a `WANTED`.
    static List<String> names(byte[] json) throws Failure {
        List<String> names = new ArrayList<>();
        try {
            for (Json item : JsonReader.read(json).items()) {
                names.add(item instanceof Json.Text text ? text.text() : "");
            }
        } catch (NotJson e) {
            throw FrameReader.broken("wants what is " + e.getMessage());
        }
        if (names.isEmpty() || names.size() > MOST_FILES || names.contains("")) {
            throw FrameReader.broken("wants no files, or too many");
        }
        return names;
    }

    Map<String, String> read(List<String> names) throws Failure {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
            given.checkRead(name);
            texts.put(name, text(name));
        }
        return texts;
    }

    private String text(String name) throws Failure {
        String shown = name.equals("-") ? "standard input" : "'" + OneLine.of(name, 200) + "'";
        byte[] bytes;
        try {
            bytes = name.equals("-") ? beginning(standardInput) : readFile(name);
        } catch (IOException e) {
            throw Failure.usage("cannot read " + shown + " (" + e.getMessage() + ")");
        }
        if (bytes.length > LIMIT_BYTES) {
            throw Failure.usage(shown + " is larger than 1 MiB, which no text of the forge may be");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw Failure.usage(shown + " is not UTF-8 text");
        }
    }

    private static byte[] readFile(String name) throws IOException {
        try (InputStream stream = new FileInputStream(name)) {
            return beginning(stream);
        }
    }

    private static byte[] beginning(InputStream stream) throws IOException {
        return stream.readNBytes(LIMIT_BYTES + 1);
    }
}
