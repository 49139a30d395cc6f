package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.read.AuditLine;
import dev.gatehouse.broker.audit.read.AuditRecord;
import dev.gatehouse.broker.audit.read.OpenIntents;
import java.util.List;
import java.util.Optional;

/// From lines of the log to what is shown of them: as they stand, or for people one line for each
/// call that ended.
final class RecordPrinter {
    private final RecordFilter filter;
    private final boolean json;
    private final RecordText text;
    private final OpenIntents intents = new OpenIntents();

    RecordPrinter(RecordFilter filter, boolean json, Paint paint) {
        this.filter = filter;
        this.json = json;
        this.text = new RecordText(paint);
    }

    /// Empty where the line is not wanted, or nothing came of it yet.
    Optional<String> shown(AuditLine line) {
        return switch (line) {
            case AuditLine.Damaged _ -> Optional.empty();
            case AuditLine.Whole(AuditRecord record, String raw) -> {
                Optional<AuditEvent.Intent> intent = intents.take(record);
                if (!filter.wants(record, intent)) {
                    yield Optional.empty();
                }
                if (json) {
                    yield Optional.of(Printable.json(raw));
                }
                yield isIntent(record) ? Optional.empty() : Optional.of(text.of(record, intent));
            }
        };
    }

    /// The calls that are wanted and have no outcome.
    List<String> underWay() {
        return json
                ? List.of()
                : intents.underWay().stream()
                        .filter(event -> filter.wants(event, intent(event)))
                        .map(event -> text.of(event, Optional.empty()))
                        .toList();
    }

    private static boolean isIntent(AuditRecord record) {
        return intent(record).isPresent();
    }

    private static Optional<AuditEvent.Intent> intent(AuditRecord record) {
        return record instanceof AuditRecord.Event event
                        && event.event() instanceof AuditEvent.Intent intent
                ? Optional.of(intent)
                : Optional.empty();
    }
}
