package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Failure;

/// A header field that can be sent as it is: the name is a token, the value holds no control
/// character (RFC 9110 section 5). A line break in either would be a second header.
public record Header(String name, String value) {
    public Header {
        if (!Ascii.isToken(name) || !Ascii.isFieldValue(value)) {
            throw new IllegalArgumentException("not a header field");
        }
    }

    /// Reads `Name: value` as given with `-H`.
    public static Header parse(String text) throws Failure {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (colon < 0 || !Ascii.isToken(name) || !Ascii.isFieldValue(value)) {
            throw Failure.usage(
                    "not a header: '" + text + "'; write -H 'Name: value' in ASCII on one line");
        }
        return new Header(name, value);
    }

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
