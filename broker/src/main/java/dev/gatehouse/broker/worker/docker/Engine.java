package dev.gatehouse.broker.worker.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls of the engine whose failure is an `IOException` that says what could not be done.
public final class Engine {
    private static final Pattern MESSAGE =
            Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Engine() {}

    /// @param doing as "start container x"
    public static <T extends @Nullable Object> T ask(String doing, Supplier<T> call)
            throws IOException {
        try {
            return call.get();
        } catch (DockerException refused) {
            throw new IOException("Docker does not " + doing + ": " + reason(refused), refused);
        } catch (UncheckedIOException unreachable) {
            throw new IOException(
                    "Docker does not " + doing + ": " + unreachable.getMessage(), unreachable);
        }
    }

    /// What the engine says, without the JSON around it.
    private static String reason(DockerException refused) {
        String text = String.valueOf(refused.getMessage());
        Matcher message = MESSAGE.matcher(text);
        return (message.find() ? message.group(1) : text).strip();
    }
}
