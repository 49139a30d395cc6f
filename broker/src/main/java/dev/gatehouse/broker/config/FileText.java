package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.yaml.Fault;
import dev.gatehouse.broker.config.yaml.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The text of a small file in strict UTF-8, or why there is none.
sealed interface FileText {
    int MAX_BYTES = 1 << 20;

    record Text(String text) implements FileText {}

    record Unreadable(Fault fault) implements FileText {}

    static FileText read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? unreadable("the file is larger than 1 MiB", "is it the right file?")
                    : decode(bytes);
        } catch (NoSuchFileException _) {
            return unreadable("there is no such file", "name the configuration with --config");
        } catch (AccessDeniedException _) {
            return unreadable(
                    "the file cannot be opened: permission denied",
                    "let the broker's user read it");
        } catch (IOException _) {
            return unreadable("the file cannot be read", "check that it is a plain file");
        }
    }

    private static FileText decode(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            Place place = Place.of(text.toString(), text.length());
            return new Unreadable(new Fault(place, "this is not UTF-8", "save the file in UTF-8"));
        }
        return new Text(text.toString());
    }

    private static FileText unreadable(String message, String remedy) {
        return new Unreadable(new Fault(Place.START, message, remedy));
    }
}
