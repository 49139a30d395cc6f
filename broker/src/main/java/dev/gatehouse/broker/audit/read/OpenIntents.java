package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.audit.AuditEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings outcomes and their intents together. Remembers a bounded number of calls under way; where
/// one is forgotten, its outcome stands alone. One thread.
public final class OpenIntents {
    private static final int MOST = 10_000;

    private final Map<Long, AuditRecord.Event> open = new LinkedHashMap<>();

    /// Takes the next record.
    ///
    /// @return the intent that it belongs to, where it belongs to one that is remembered
    public Optional<AuditEvent.Intent> take(AuditRecord record) {
        return switch (record) {
            case AuditRecord.Event event when event.event() instanceof AuditEvent.Intent intent -> {
                if (open.size() == MOST) {
                    open.remove(open.keySet().iterator().next());
                }
                open.put(event.place().sequence(), event);
                yield Optional.of(intent);
            }
            case AuditRecord.Event _ -> Optional.empty();
            case AuditRecord.Outcome outcome ->
                    Optional.ofNullable(open.remove(outcome.intent())).flatMap(OpenIntents::intent);
            case AuditRecord.ShadowRefusal shadow ->
                    Optional.ofNullable(open.get(shadow.intent())).flatMap(OpenIntents::intent);
            case AuditRecord.Started _ -> {
                open.clear();
                yield Optional.empty();
            }
            case AuditRecord.Stopped _,
                    AuditRecord.Continued _,
                    AuditRecord.Recovered _,
                    AuditRecord.Resumed _,
                    AuditRecord.Foreign _ ->
                    Optional.empty();
        };
    }

    /// The calls that have no outcome yet, in their order.
    public List<AuditRecord.Event> underWay() {
        return List.copyOf(open.values());
    }

    private static Optional<AuditEvent.Intent> intent(AuditRecord.Event event) {
        return event.event() instanceof AuditEvent.Intent intent
                ? Optional.of(intent)
                : Optional.empty();
    }
}
