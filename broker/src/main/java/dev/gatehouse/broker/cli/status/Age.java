package dev.gatehouse.broker.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/// How long something is ago, in its two greatest units: `3h 12m`.
final class Age {
    static final String UNKNOWN = "?";

    private Age() {}

    /// @param instant in ISO 8601
    static String of(JsonNode instant, Instant now) {
        try {
            return of(Duration.between(Instant.parse(instant.asString("")), now));
        } catch (DateTimeParseException none) {
            return UNKNOWN;
        }
    }

    /// @param age of a clock that was set back counts as none
    static String of(Duration age) {
        Duration time = age.isNegative() ? Duration.ZERO : age;
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + "m " + time.toSecondsPart() + "s";
        }
        return time.toSeconds() + "s";
    }
}
