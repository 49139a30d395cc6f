package dev.gatehouse.broker.worker.verify;

import dev.gatehouse.broker.worker.PlainText;
import java.util.List;

/// What was seen of one invariant. Its words are each one line of plain text: an agent chooses the
/// names of its files, and must not write other lines of the report with them.
///
/// @param breaches what breaks it; empty where it holds
/// @param warnings what holds only since the configuration asks for it
/// @param seen what was looked at, in a few words
public record Finding(
        Invariant invariant, List<String> breaches, List<String> warnings, String seen) {
    public Finding {
        warnings = warnings.stream().map(PlainText::line).toList();
        breaches = breaches.stream().map(PlainText::line).toList();
        seen = PlainText.line(seen);
    }

    public Finding(Invariant invariant, List<String> breaches, String seen) {
        this(invariant, breaches, List.of(), seen);
    }

    public boolean holds() {
        return breaches.isEmpty();
    }
}
