package dev.gatehouse.broker.worker.mount;

import java.nio.file.Path;
import java.util.List;

/// A mount that the allow-list permits.
///
/// @param source canonical: no link in it
/// @param shadowed paths below the target that are covered by an empty file, such as `.env`
public record CheckedMount(Path source, String target, boolean writable, List<String> shadowed) {
    public CheckedMount {
        shadowed = List.copyOf(shadowed);
    }
}
