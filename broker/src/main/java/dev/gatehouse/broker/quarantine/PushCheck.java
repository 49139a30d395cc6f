package dev.gatehouse.broker.quarantine;

import java.util.List;
import java.util.Optional;

/// What has to be found out about a push.
///
/// @param fastForwards the updates that must not drop a commit of their ref
/// @param updates everything that is created or updated, where paths are protected
/// @param paths empty where the push may change any path
public record PushCheck(
        List<FastForward> fastForwards, List<Update> updates, Optional<ProtectedPaths> paths) {
    public PushCheck {
        fastForwards = List.copyOf(fastForwards);
        updates = List.copyOf(updates);
    }

    /// A ref that may go from `oldId` only to a descendant.
    public record FastForward(String ref, String oldId, String newId) {}

    /// A ref that is to have `newId`, new or not.
    public record Update(String ref, String newId) {}
}
