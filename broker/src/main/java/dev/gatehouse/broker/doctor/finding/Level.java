package dev.gatehouse.broker.doctor.finding;

import java.util.Locale;

/// How bad a finding is; the worst comes last.
public enum Level {
    OK,
    /// It works, and is a danger or will fail.
    WARNING,
    /// Something does not work, or guards nothing.
    ERROR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
