package dev.gatehouse.broker.policy;

import java.util.List;

/// Which refs may be written, by git and by REST alike. Nothing, unless said.
public record PushRule(
        List<RefPattern> branches,
        List<RefPattern> tags,
        boolean create,
        boolean force,
        boolean delete) {
    public static final PushRule NOTHING = new PushRule(List.of(), List.of(), false, false, false);

    public PushRule {
        branches = List.copyOf(branches);
        tags = List.copyOf(tags);
    }
}
