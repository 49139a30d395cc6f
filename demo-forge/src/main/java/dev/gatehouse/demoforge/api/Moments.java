package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Times in bodies and queries, as RFC 3339 writes them.
final class Moments {
    private Moments() {}

    static Optional<Instant> inBody(Fields body, String name) throws Refusal {
        Optional<OffsetDateTime> read = read(body, name);
        return read.map(OffsetDateTime::toInstant);
    }

    /// The last second of the day a field names: what a changed due date becomes.
    static Optional<Instant> endOfDay(Fields body, String name) throws Refusal {
        Optional<OffsetDateTime> read = read(body, name);
        return read.map(day -> day.with(LocalTime.of(23, 59, 59)).toInstant());
    }

    private static Optional<OffsetDateTime> read(Fields body, String name) throws Refusal {
        Optional<String> text = body.jsonText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get(), "[]: "));
    }

    static Optional<Instant> inQuery(Call call, String name) throws Refusal {
        Optional<String> text = call.query(name);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(text.get().replace(' ', '+'), "").toInstant());
    }

    private static OffsetDateTime parse(String text, String where) throws Refusal {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Refusal.of(422, where + "parsing time \"" + text + "\": not as RFC 3339 has it");
        }
    }
}
