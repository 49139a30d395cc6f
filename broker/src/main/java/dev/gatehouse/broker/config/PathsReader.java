package dev.gatehouse.broker.config;

import dev.gatehouse.broker.policy.PathPattern;
import dev.gatehouse.broker.policy.PathRule;
import java.util.Optional;

/// Reads `paths`.
final class PathsReader {
    private PathsReader() {}

    static PathRule read(Section grant) {
        return grant.optional("paths")
                .flatMap(value -> value.section(Block.PATHS))
                .map(paths -> new PathRule(paths.list("deny", PathsReader::pattern)))
                .orElse(PathRule.NOTHING);
    }

    private static Optional<PathPattern> pattern(Value value) {
        Optional<String> glob = value.text();
        if (glob.isPresent() && !PathPattern.isValid(glob.get())) {
            value.error(
                    Secrecy.quote(glob.get()) + " is not a pattern of paths in a repository",
                    "write one such as .forgejo/workflows/**, without '/' at either end");
            return Optional.empty();
        }
        return glob.map(PathPattern::new);
    }
}
