package dev.gatehouse.broker.worker.sight;

import java.util.List;

/// A container as the engine describes it.
///
/// @param user as it was given when it was made; empty for the image's
/// @param state the engine's word, such as `exited`
public record SeenContainer(
        String name,
        String id,
        boolean running,
        String state,
        String user,
        List<SeenMount> mounts) {
    public SeenContainer {
        mounts = List.copyOf(mounts);
    }

    /// @param source on the host; empty where it is none of the host's
    /// @param target in the container
    public record SeenMount(String source, String target, boolean writable) {}
}
