package dev.gatehouse.broker.cli.setup;

import java.util.List;

/// What came of checking one answer.
sealed interface Verdict {
    /// @param notes what the forge said to it, and what to know
    record Good(List<String> notes) implements Verdict {
        public Good {
            notes = List.copyOf(notes);
        }
    }

    /// @param problems each with what to do
    record Bad(List<String> problems) implements Verdict {
        public Bad {
            problems = List.copyOf(problems);
        }
    }

    static Verdict good(String... notes) {
        return new Good(List.of(notes));
    }

    static Verdict bad(String problem) {
        return new Bad(List.of(problem));
    }
}
