package dev.gatehouse.broker.policy;

import java.util.List;

/// What a push asks for.
///
/// @param changes none: git only asks whether it may push at all
/// @param options of `git push -o`
public record PushFacts(List<RefChange> changes, List<String> options) implements BodyFacts {
    public static final PushFacts NOTHING = new PushFacts(List.of(), List.of());

    public PushFacts {
        changes = List.copyOf(changes);
        options = List.copyOf(options);
    }
}
