package dev.gatehouse.broker.admission.replay;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.List;
import java.util.Optional;

/// Calls of one kind and what becomes of them.
///
/// @param refs that a push writes
/// @param why the rule of the new policy, with the code of a refusal; or what cannot be told
public record Finding(
        Change change,
        AgentName agent,
        String operation,
        Optional<RepositoryName> repository,
        List<String> refs,
        String why) {
    private static final int MOST_REFS = 4;

    public Finding {
        refs = List.copyOf(refs);
    }

    /// More refs than some are not told apart.
    static List<String> named(List<RefUpdate> refs) {
        return refs.stream().map(RefUpdate::ref).sorted().limit(MOST_REFS).toList();
    }
}
