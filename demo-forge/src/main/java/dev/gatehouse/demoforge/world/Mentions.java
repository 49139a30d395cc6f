package dev.gatehouse.demoforge.world;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds `@name` in text.
public final class Mentions {
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\w@./-])@([a-z0-9][\\w-]*(?:\\.\\w+)*)");

    private Mentions() {}

    public static boolean isIn(String text, Account account) {
        String name = account.name().toLowerCase(Locale.ROOT);
        return MENTION.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .anyMatch(mention -> mention.group(1).equals(name));
    }

    /// Whether the issue, or a comment on it, names the account.
    public static boolean isIn(Issue issue, Account account) {
        return Stream.concat(Stream.of(issue.body()), issue.comments().stream().map(Comment::body))
                .anyMatch(text -> isIn(text, account));
    }
}
