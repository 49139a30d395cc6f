package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.audit.read.AuditRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Which records are wanted: those that fit everything that is asked for.
///
/// @param refs full name, or a branch's or tag's short one
/// @param request the id of an exchange
record RecordFilter(
        Optional<String> agent,
        Optional<Wildcard> repository,
        Optional<Wildcard> refs,
        Optional<Wildcard> operation,
        Optional<String> request,
        Optional<Instant> since,
        Optional<Instant> until,
        boolean refused) {
    /// @param intent the one that the record belongs to: an outcome names no refs
    boolean wants(AuditRecord record, Optional<AuditEvent.Intent> intent) {
        Instant time = record.place().time();
        Optional<Call> call = intent.map(AuditEvent.Intent::call).or(record::asked);
        return fits(agent, record.whose().map(Object::toString), String::equals)
                && fits(
                        repository,
                        call.flatMap(Call::repository).map(Object::toString),
                        Wildcard::matches)
                && fits(operation, call.flatMap(Call::operation), Wildcard::matches)
                && fits(request, call.map(Call::exchange), String::equals)
                && refs.map(wanted -> names(wanted, call)).orElse(true)
                && since.map(first -> !time.isBefore(first)).orElse(true)
                && until.map(last -> !time.isAfter(last)).orElse(true)
                && (!refused || record.refused());
    }

    private static <T> boolean fits(
            Optional<T> wanted, Optional<String> found, BiPredicate<T, String> rule) {
        return wanted.isEmpty() || found.filter(text -> rule.test(wanted.get(), text)).isPresent();
    }

    private static boolean names(Wildcard wanted, Optional<Call> call) {
        List<RefUpdate> refs = call.map(Call::refs).orElse(List.of());
        return refs.stream()
                .map(RefUpdate::ref)
                .anyMatch(ref ->
                        wanted.matches(ref)
                                || wanted.matches(ref.replaceFirst("^refs/(heads|tags)/", "")));
    }
}
