package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/// Gets objects from the forge.
record Fetch(Git git, ForgeObjects forge, long mostBytes, Deadline deadline) {
    Map<String, String> heads() throws Unresolved {
        try {
            return Map.copyOf(deadline.await(forge::heads));
        } catch (IOException e) {
            throw new Unresolved("the forge's branches cannot be read now; try again later", e);
        }
    }

    void into(Repository repository, Collection<String> wants, Collection<String> haves)
            throws IOException, GitFailed, Unresolved {
        try (PackIntake intake =
                new PackIntake(git, repository, mostBytes, deadline, Mirror.TOO_LARGE)) {
            try {
                deadline.await(() -> {
                    forge.fetch(wants, haves, intake);
                    return wants;
                });
            } catch (IOException e) {
                if (!intake.isStopped()) {
                    throw new Unresolved(
                            "the forge does not give what the push builds on; fetch, rebase and"
                                    + " push again",
                            e);
                }
            }
            intake.finish();
        }
    }
}
