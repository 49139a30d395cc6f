package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.http.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The package registries of all accounts, oldest version first.
public final class Packages {
    private final LongSupplier ids;
    private final List<PackageVersion> all = new ArrayList<>();

    Packages(LongSupplier ids) {
        this.ids = ids;
    }

    /// Adds a generic package of one file, owned by whoever owns the repository.
    public PackageVersion add(
            Repository repository,
            Account creator,
            String name,
            String version,
            Content content,
            Instant now) {
        var file = new PackageVersion.File(ids.getAsLong(), name + ".bin", content);
        var added =
                new PackageVersion(
                        ids.getAsLong(),
                        repository.owner(),
                        Optional.of(repository),
                        creator,
                        "generic",
                        name,
                        version,
                        now,
                        List.of(file));
        all.add(added);
        return added;
    }

    public List<PackageVersion> all() {
        return List.copyOf(all);
    }
}
