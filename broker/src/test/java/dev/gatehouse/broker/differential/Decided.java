package dev.gatehouse.broker.differential;

import java.util.List;
import java.util.Optional;

/// What the broker decided on, and what it would send.
///
/// @param shape the path of the operation, each parameter as `{}`
/// @param repository in lower case
/// @param parameters of the path but for owner and repository, sorted
/// @param body written anew; empty for none
/// @param permitted whether the policy lets it through, as far as can be told without the forge
record Decided(
        String operation,
        String shape,
        Optional<String> repository,
        List<String> parameters,
        String method,
        String target,
        String body,
        boolean permitted) {
    /// A template with each parameter as `{}`.
    static String shape(String template) {
        return template.replaceAll("\\{[^}]*}", "{}")
                .replaceAll("\\*$", "{}")
                .replaceAll("\\{}\\.(diff|patch)$", "{}.{}");
    }
}
