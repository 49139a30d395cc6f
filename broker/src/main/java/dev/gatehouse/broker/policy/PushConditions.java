package dev.gatehouse.broker.policy;

import java.util.List;

/// What has to be true of the objects of a push.
///
/// @param fastForwards refs whose new object has to descend from the old one: they may not be
///   forced
/// @param paths files that none of its new commits may change
/// @param written every ref that gets an object
/// @param origin of the grant that asks for it
public record PushConditions(
        List<RefChange> fastForwards, PathRule paths, List<RefChange> written, Origin origin) {
    public PushConditions {
        fastForwards = List.copyOf(fastForwards);
        written = List.copyOf(written);
    }

    boolean isEmpty() {
        return fastForwards.isEmpty() && (paths.isEmpty() || written.isEmpty());
    }
}
