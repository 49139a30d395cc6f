package dev.gatehouse.shim.api;

import java.nio.charset.StandardCharsets;

/// A query under construction: names and values are percent-encoded, so that nothing in them can
/// begin another parameter.
final class Query {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder target;
    private char separator;

    /// Begins after the query that the path may have already.
    Query(String path) {
        target = new StringBuilder(path);
        separator = path.indexOf('?') < 0 ? '?' : '&';
    }

    void add(String name, String value) {
        target.append(separator);
        separator = '&';
        append(name);
        target.append('=');
        append(value);
    }

    String target() {
        return target.toString();
    }

    /// Only the unreserved characters of RFC 3986 section 2.3 stay as they are.
    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte octet : bytes) {
            char c = (char) (octet & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0) {
                target.append(c);
            } else {
                target.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }
}
