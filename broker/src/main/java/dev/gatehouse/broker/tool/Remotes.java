package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.route.RepositoryName;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which repository is meant: the one that is named, or the one the agent stands in. A remote's
/// host is not looked at: there is one forge behind the broker.
public final class Remotes {
    /// `forge::owner/repo`, `https://host/owner/repo.git`, `ssh://git@host:22/owner/repo`,
    /// `git@host:owner/repo.git`, and each of them behind a path prefix of the forge's.
    private static final Pattern URL =
            Pattern.compile("(?:[a-z+]+::?(?://)?)?(?:.*[/:])?([^/:]+)/([^/:]+?)(?:\\.git)?/?");

    private Remotes() {}

    /// @param named as `OWNER/REPO`, or a URL that ends so
    public static RepositoryName named(String named) throws ToolFailure {
        return read(named)
                .orElseThrow(() ->
                        ToolFailure.usage("'" + named + "' names no repository; write OWNER/REPO"));
    }

    /// Of the remote `origin`, else `upstream`, else the only one.
    public static Optional<RepositoryName> current(Map<String, String> remotes) {
        String url = remotes.getOrDefault("origin", remotes.get("upstream"));
        if (url == null && remotes.size() == 1) {
            url = remotes.values().iterator().next();
        }
        return Optional.ofNullable(url).flatMap(Remotes::read);
    }

    private static Optional<RepositoryName> read(String text) {
        Matcher matcher = URL.matcher(text);
        return matcher.matches()
                        && RepositoryName.isSegment(matcher.group(1))
                        && RepositoryName.isSegment(matcher.group(2))
                ? Optional.of(new RepositoryName(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
