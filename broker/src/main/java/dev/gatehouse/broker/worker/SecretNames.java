package dev.gatehouse.broker.worker;

import dev.gatehouse.protocol.PublicWord;
import java.util.regex.Pattern;

/// Tells by its name whether a variable of the environment holds a secret: whatever an agent can
/// read, it can send away. `SSH_AUTH_SOCK`, which leads to keys, is as good as one.
public final class SecretNames {
    private static final Pattern SECRET =
            Pattern.compile(
                    "token|secret|passw|credential|auth|_key|(api|access|private)key",
                    Pattern.CASE_INSENSITIVE);

    /// Who writes commits, and the names of git's settings. By these very names: one more letter
    /// may make a secret of it.
    private static final Pattern NO_SECRET =
            Pattern.compile("GIT_AUTHOR_(NAME|EMAIL|DATE)|GIT_CONFIG_KEY_[0-9]+");

    private SecretNames() {}

    /// Whether it is to be taken for a secret. Under any name, [PublicWord#KEY_PLACEHOLDER] is
    /// none.
    public static boolean isSecret(String name, String value) {
        return SECRET.matcher(name).find()
                && !NO_SECRET.matcher(name).matches()
                && !value.equals(PublicWord.KEY_PLACEHOLDER);
    }
}
