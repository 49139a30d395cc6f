package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.http.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One version of a package; `type` is Forgejo's word, such as `generic`.
public record PackageVersion(
        long id,
        Account owner,
        Optional<Repository> repository,
        Account creator,
        String type,
        String name,
        String version,
        Instant createdAt,
        List<File> files) {

    /// One file of it.
    public record File(long id, String name, Content content) {}

    public PackageVersion {
        files = List.copyOf(files);
    }
}
