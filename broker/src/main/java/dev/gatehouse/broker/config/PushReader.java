package dev.gatehouse.broker.config;

import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RefPattern;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `push`.
final class PushReader {
    private static final Pattern FULL_NAME = Pattern.compile("refs/(?:heads|tags)/(.+)");

    /// Git allows none of these in a ref (git-check-ref-format(1)), so the pattern would match
    /// nothing; `?` and `[` look like wildcards and are none here.
    private static final Pattern NEVER_IN_A_REF =
            Pattern.compile("[\\x00-\\x20\\x7F~^:?\\[\\\\]|\\.\\.|@\\{|//");

    private PushReader() {}

    static PushRule read(Section grant) {
        return grant.optional("push")
                .flatMap(value -> value.section(Block.PUSH))
                .map(PushReader::rule)
                .orElse(PushRule.NOTHING);
    }

    private static PushRule rule(Section push) {
        return new PushRule(
                push.list("branches", PushReader::pattern),
                push.list("tags", PushReader::pattern),
                flag(push, "create"),
                flag(push, "force"),
                flag(push, "delete"));
    }

    private static boolean flag(Section push, String key) {
        return push.optional(key).flatMap(Value::flag).orElse(false);
    }

    private static Optional<RefPattern> pattern(Value value) {
        Optional<String> glob = value.text();
        if (glob.isEmpty()) {
            return Optional.empty();
        }
        var fullName = FULL_NAME.matcher(glob.get());
        if (fullName.matches()) {
            String shortName = Secrecy.quote(fullName.group(1));
            value.error(
                    "patterns hold short names",
                    "leave 'refs/heads/' or 'refs/tags/' off and write " + shortName);
            return Optional.empty();
        }
        if (glob.get().startsWith("refs/")) {
            value.error(
                    "only branches and tags can be granted, by their short names",
                    "write one such as main or dev/**");
            return Optional.empty();
        }
        if (glob.get().startsWith("/")
                || glob.get().endsWith("/")
                || NEVER_IN_A_REF.matcher(glob.get()).find()) {
            value.error(
                    Secrecy.quote(glob.get()) + " is not a pattern of branch or tag names",
                    "write one such as main, dev/* or dev/**; only '*' and '**' are wildcards");
            return Optional.empty();
        }
        return glob.map(RefPattern::new);
    }
}
