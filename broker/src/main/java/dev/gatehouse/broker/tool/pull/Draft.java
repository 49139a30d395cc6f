package dev.gatehouse.broker.tool.pull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// To Forgejo a draft is a pull request whose title says so.
final class Draft {
    /// Forgejo's, unless its operator has set others; it ignores case.
    private static final Pattern PREFIX =
            Pattern.compile("^\\s*(WIP:|\\[WIP])\\s*", Pattern.CASE_INSENSITIVE);

    private Draft() {}

    static String mark(String title) {
        return PREFIX.matcher(title).find() ? title : "WIP: " + title;
    }

    /// The title without the mark.
    static String ready(String title) {
        Matcher prefix = PREFIX.matcher(title);
        return prefix.find() ? title.substring(prefix.end()) : title;
    }
}
