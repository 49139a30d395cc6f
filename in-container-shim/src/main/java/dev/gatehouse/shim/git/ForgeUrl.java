package dev.gatehouse.shim.git;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;

/// The URL under which people know the forge.
///
/// @param root ends in a slash
/// @param host without a port: ssh has one of its own
record ForgeUrl(String root, String host) {
    /// Refuses what git's configuration would read as anything but a plain value.
    static ForgeUrl parse(String text) throws Failure {
        int start = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : 0;
        int slash = text.indexOf('/', start);
        String authority = text.substring(start, slash < 0 ? text.length() : slash);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (start == 0 || host.isEmpty() || !isPlain(text.substring(start))) {
            throw Failure.usage(
                    "'"
                            + OneLine.of(text, 200)
                            + "' is not a forge's URL; write --forge-url https://HOST");
        }
        return new ForgeUrl(text.endsWith("/") ? text : text + "/", host);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && ".-_~/:".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
