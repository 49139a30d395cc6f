package dev.gatehouse.broker.tool.planning;

import dev.gatehouse.broker.tool.ToolFailure;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Time as it is written down: `1h 30m`.
record TimeSpent(long seconds) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?<hours>[0-9]{1,5})h)? ?(?:(?<minutes>[0-9]{1,7})m)?"
                            + " ?(?:(?<seconds>[0-9]{1,9})s)?");

    /// Refuses a number without a unit: it could be minutes or seconds.
    static TimeSpent of(String text) throws ToolFailure {
        Matcher form = FORM.matcher(text.strip());
        long seconds =
                form.matches()
                        ? part(form, "hours") * 3600
                                + part(form, "minutes") * 60
                                + part(form, "seconds")
                        : 0;
        if (seconds == 0) {
            throw ToolFailure.usage(
                    "'" + text + "' is no time: write hours, minutes or both, as in 1h30m or 45m");
        }
        return new TimeSpent(seconds);
    }

    private static long part(Matcher form, String unit) {
        String digits = form.group(unit);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public String toString() {
        StringJoiner parts = new StringJoiner(" ").setEmptyValue("0s");
        add(parts, seconds / 3600, "h");
        add(parts, seconds / 60 % 60, "m");
        add(parts, seconds % 60, "s");
        return parts.toString();
    }

    private static void add(StringJoiner parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + unit);
        }
    }
}
