package dev.gatehouse.shim.repository;

/// A remote's URL without user and password: whoever cloned with a token in the URL did not mean to
/// send it on.
final class WithoutUser {
    private static final String SCHEME_END = "://";

    private WithoutUser() {}

    /// Addresses without a scheme, as in `git@host:owner/repo`, have no place for a password and
    /// stay as they are.
    static String of(String url) {
        int scheme = url.indexOf(SCHEME_END);
        if (scheme < 0) {
            return url;
        }
        int start = scheme + SCHEME_END.length();
        int slash = url.indexOf('/', start);
        int end = slash < 0 ? url.length() : slash;
        int at = url.lastIndexOf('@', end - 1);
        return at < start ? url : url.substring(0, start) + url.substring(at + 1);
    }
}
