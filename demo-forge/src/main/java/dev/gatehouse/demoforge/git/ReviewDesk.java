package dev.gatehouse.demoforge.git;

import java.io.IOException;
import java.util.List;

/// Takes pushes to `refs/for/<base>`, which become pull requests; in Forgejo's words, AGit.
@FunctionalInterface
public interface ReviewDesk {

    /// What became of one command.
    sealed interface Decision {}

    /// It is a pull request now, or a newer version of one: `ref` moved from `oldId`.
    record Taken(String ref, String oldId) implements Decision {}

    /// It is refused, for a reason git shows beside the ref.
    record Declined(String reason) implements Decision {}

    /// Decides about the push of `newId` to `ref`. The objects are in the repository by now.
    Decision take(String ref, String newId, List<String> pushOptions) throws IOException;
}
