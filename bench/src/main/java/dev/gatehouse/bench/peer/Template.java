package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A configuration file of this room with `@NAMES@` in it.
final class Template {
    private Template() {}

    /// Writes the resource with its names filled in.
    static Path write(Path file, String resource, Map<String, String> values) throws IOException {
        String text = read(resource);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return Files.writeString(file, text);
    }

    private static String read(String resource) throws IOException {
        try (InputStream bytes = Template.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException("no resource " + resource);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
