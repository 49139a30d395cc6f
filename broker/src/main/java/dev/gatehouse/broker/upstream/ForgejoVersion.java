package dev.gatehouse.broker.upstream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as Forgejo tells it, such as `16.0.0+gitea-1.22.0`.
///
/// @param text without what follows the `+`, which names the API it is compatible with
public record ForgejoVersion(int major, String text) {
    /// The oldest release that is still maintained, and that the catalogue knows.
    public static final int OLDEST = 11;

    /// The newest release that the catalogue was made from. A newer one works; what it can do more
    /// is refused.
    public static final int NEWEST = 16;

    private static final Pattern SHAPE =
            Pattern.compile("(([0-9]{1,4})\\.[0-9.]{1,16}(?:-[A-Za-z0-9.-]{1,64})?)\\+gitea-.*");

    /// Empty for what is no version of Forgejo: Gitea's has nothing after a `+` that names Gitea.
    public static Optional<ForgejoVersion> of(String version) {
        Matcher matcher = SHAPE.matcher(version);
        return matcher.matches()
                ? Optional.of(
                        new ForgejoVersion(Integer.parseInt(matcher.group(2)), matcher.group(1)))
                : Optional.empty();
    }

    public boolean isTooOld() {
        return major < OLDEST;
    }

    public boolean isNewerThanTheCatalogue() {
        return major > NEWEST;
    }

    @Override
    public String toString() {
        return text;
    }
}
