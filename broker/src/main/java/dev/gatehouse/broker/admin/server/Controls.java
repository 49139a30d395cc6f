package dev.gatehouse.broker.admin.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the operator can do to the daemon as a whole. Every method may block.
public interface Controls {
    /// Reads the configuration file now and takes it into force.
    ///
    /// @throws IOException where it is in force only in part
    Reloaded reload() throws IOException;

    /// Begins no call any more, and waits for those under way.
    Drained drain();

    /// Lets the process end as a signal would. Returns at once.
    void stop();

    boolean isDraining();

    Loaded loaded();

    /// What is in force.
    ///
    /// @param file none where the daemon was started without one
    /// @param problems what is wrong with the file as it was read last; then the one before is in
    ///   force
    record Loaded(Optional<Path> file, Instant at, List<String> problems) {
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /// What came of a reload.
    sealed interface Reloaded {
        /// @param warnings what works and is hardly meant
        record InForce(int agents, List<String> warnings) implements Reloaded {
            public InForce {
                warnings = List.copyOf(warnings);
            }
        }

        /// Nothing changed.
        record Invalid(List<String> problems) implements Reloaded {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }

        record NoFile() implements Reloaded {}
    }

    /// What came of a drain.
    sealed interface Drained {
        /// @param whole whether every call under way ended by itself
        record Done(boolean whole) implements Drained {}

        /// Somebody else asked before.
        record UnderWay() implements Drained {}
    }
}
