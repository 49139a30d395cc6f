package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.yaml.Place;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps secrets out of the file, and out of what is said about the file.
final class Secrecy {
    static final String MESSAGE = "secrets never stand in this file";
    static final String REMEDY =
            "keep it in a file of its own, name that file under 'token' or 'key', and replace the"
                    + " secret: it has been seen";

    /// A Forgejo token is 40 hex digits (`models/auth/access_token.go`); the keys of Anthropic and
    /// OpenAI begin with `sk-`; or the head of a PEM key.
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?<![0-9A-Fa-f])[0-9A-Fa-f]{40}(?![0-9A-Fa-f])"
                            + "|(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}"
                            + "|-----BEGIN [A-Z ]*PRIVATE KEY");

    /// Short words in plain characters may be repeated to the operator.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/*:@ -]{1,64}");

    /// A long run with letters and digits mixed is how random tokens of any maker look.
    private static final Pattern RANDOM_LOOKING =
            Pattern.compile("(?=[A-Za-z0-9_-]*[0-9])(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}");

    private static final Set<String> SECRET_KEYS =
            Set.of(
                    "token",
                    "password",
                    "passwd",
                    "passphrase",
                    "secret",
                    "apikey",
                    "accesstoken",
                    "privatekey",
                    "authorization");

    private Secrecy() {}

    /// Looks at the text as a whole, comments included.
    static void inspect(String yaml, Problems problems) {
        List<String> lines = yaml.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher secrets = SECRET.matcher(lines.get(at));
            while (secrets.find()) {
                problems.error(new Place(at + 1, secrets.start() + 1), "", MESSAGE, REMEDY);
            }
        }
    }

    static boolean isSecretKey(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return SECRET_KEYS.contains(letters);
    }

    /// Whether a message may repeat this.
    static boolean maySay(String text) {
        return PLAIN.matcher(text).matches() && !RANDOM_LOOKING.matcher(text).find();
    }

    /// The text in quotes, or words that stand for it.
    static String quote(String text) {
        return maySay(text) ? "'" + text + "'" : "this";
    }
}
