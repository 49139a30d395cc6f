package dev.gatehouse.broker.tool;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// How long ago something was, as people say it.
public final class Age {
    private Age() {}

    /// @param timestamp as the forge writes it (RFC 3339); anything else is shown as it is
    public static String of(String timestamp, Instant now) {
        Instant then;
        try {
            then = OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException other) {
            return timestamp;
        }
        long seconds = Duration.between(then, now).toSeconds();
        if (seconds < 0) {
            return "in " + span(-seconds);
        }
        return seconds < 60 ? "just now" : span(seconds) + " ago";
    }

    private static String span(long seconds) {
        if (seconds < 3600) {
            return count(seconds / 60, "minute");
        }
        if (seconds < 48 * 3600) {
            return count(seconds / 3600, "hour");
        }
        long days = seconds / (24 * 3600);
        if (days < 60) {
            return count(days, "day");
        }
        return days < 730 ? count(days / 30, "month") : count(days / 365, "year");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
