package dev.gatehouse.broker.config;

import java.util.List;

/// What became of reading a configuration.
public sealed interface Reading {
    /// @param warnings what works and is hardly meant, sorted by position
    record Valid(Configuration configuration, List<Problem> warnings) implements Reading {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param problems all of them, at least one, sorted by position
    record Invalid(List<Problem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an invalid configuration has a problem");
            }
        }
    }
}
