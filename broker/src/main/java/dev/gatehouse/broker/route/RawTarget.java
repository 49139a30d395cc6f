package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;

import java.util.ArrayList;
import java.util.List;

/// A request target in origin-form (RFC 9112, 3.2.1), taken apart: the path's segments, each
/// decoded once, and the query as it was sent. Splitting comes before decoding, so `%2F` divides
/// nothing.
///
/// @param segments at least one; a decoded one may hold `/`, and only the route can say if it may
/// @param query without the `?`; empty where there is none
public record RawTarget(List<String> segments, String query) {
    private static final int MAX_BYTES = 8 * 1024;

    public RawTarget {
        segments = List.copyOf(segments);
    }

    public static RawTarget parse(String raw) throws UnroutableException {
        if (raw.length() > MAX_BYTES) {
            throw malformed(
                    "the request target is longer than " + MAX_BYTES + " bytes",
                    "send long values in the body");
        }
        if (!raw.startsWith("/")) {
            throw malformed(
                    "the request target does not start with '/'",
                    "send the path only, without scheme and host");
        }
        for (int at = 0; at < raw.length(); at++) {
            requireVisible(raw.charAt(at));
        }
        int question = raw.indexOf('?');
        String path = question < 0 ? raw : raw.substring(0, question);
        return new RawTarget(segments(path), question < 0 ? "" : raw.substring(question + 1));
    }

    private static void requireVisible(char c) throws UnroutableException {
        if (c <= ' ' || c > '~') {
            throw malformed(
                    "the request target holds a character outside printable ASCII",
                    "percent-encode it");
        }
        if (c == '#') {
            throw malformed("the request target holds a fragment", "remove '#' and what follows");
        }
        if (c == '\\') {
            throw malformed(
                    "the request target holds a backslash", "separate path segments by '/'");
        }
    }

    private static List<String> segments(String path) throws UnroutableException {
        String[] encoded = path.substring(1).split("/", -1);
        List<String> segments = new ArrayList<>(encoded.length);
        for (int at = 0; at < encoded.length; at++) {
            String where = "path segment " + (at + 1);
            String segment = PercentCoding.decodeSegment(encoded[at], where);
            if (encoded.length > 1 || !segment.isEmpty()) {
                requireSteady(segment, where);
            }
            segments.add(segment);
        }
        return segments;
    }

    /// Refuses names that a server may resolve away: empty ones, `.` and `..`, also between the
    /// encoded slashes of one segment.
    private static void requireSteady(String segment, String where) throws UnroutableException {
        for (String part : segment.split("/", -1)) {
            if (part.isEmpty()) {
                throw malformed(where + " is empty", "remove doubled and trailing slashes");
            }
            if (part.equals(".") || part.equals("..")) {
                throw malformed(where + " is '" + part + "'", "send the path resolved");
            }
        }
    }
}
