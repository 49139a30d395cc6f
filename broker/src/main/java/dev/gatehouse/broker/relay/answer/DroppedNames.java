package dev.gatehouse.broker.relay.answer;

import java.util.List;
import java.util.stream.Collectors;

/// The names of query parameters and body fields that were not sent on, as one header value. The
/// agent chose them, so whatever cannot stand in a header is replaced.
public final class DroppedNames {
    private static final int MAX_NAMES = 20;
    private static final int MAX_NAME_LENGTH = 40;

    private DroppedNames() {}

    static String header(List<String> names) {
        return names.stream()
                .limit(MAX_NAMES)
                .map(DroppedNames::plain)
                .collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        String cut = name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
        return cut.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?");
    }
}
