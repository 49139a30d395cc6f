package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// The day until which something should be done. The forge keeps its last second.
public final class DueDate {
    public static final Parameter DUE = Parameter.text("due", "due date, YYYY-MM-DD");

    private DueDate() {}

    /// As the forge takes it (RFC 3339, UTC), where one is given.
    public static Optional<String> given(ToolCall call) throws ToolFailure {
        Optional<String> day = call.given(DUE);
        return day.isPresent() ? Optional.of(lastSecond(day.get())) : Optional.empty();
    }

    static String lastSecond(String day) throws ToolFailure {
        try {
            return LocalDate.parse(day) + "T23:59:59Z";
        } catch (DateTimeException other) {
            throw ToolFailure.usage(
                    "'" + day + "' is no due date: write year, month and day, as in 2027-01-31");
        }
    }

    /// @param timestamp the forge's; may be empty
    public static String shown(String timestamp) {
        int time = timestamp.indexOf('T');
        return time < 0 ? timestamp : timestamp.substring(0, time);
    }
}
