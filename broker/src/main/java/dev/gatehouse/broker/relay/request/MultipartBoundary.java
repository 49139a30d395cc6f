package dev.gatehouse.broker.relay.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The boundary that a `multipart/form-data` Content-Type names.
public final class MultipartBoundary {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "multipart/form-data; *boundary=\"?([A-Za-z0-9'_.-]{1,70})\"?",
                    Pattern.CASE_INSENSITIVE);

    private MultipartBoundary() {}

    static Optional<String> of(String contentType) {
        Matcher matcher = SHAPE.matcher(contentType.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
