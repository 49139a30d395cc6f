package dev.gatehouse.broker.listener.attest;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `/proc/self/fdinfo/<fd>` of a pidfd.
final class PidfdFacts {
    private static final Pattern PID = Pattern.compile("(?m)^Pid:\\s*([0-9]{1,10})$");

    private PidfdFacts() {}

    /// @return none for a process that has ended (`-1`) or that this pid namespace does not see
    ///   (`0`)
    static OptionalInt pid(String text) {
        Matcher line = PID.matcher(text);
        if (!line.find()) {
            return OptionalInt.empty();
        }
        long pid = Long.parseLong(line.group(1));
        return pid > 0 && pid <= Integer.MAX_VALUE && !line.find()
                ? OptionalInt.of((int) pid)
                : OptionalInt.empty();
    }
}
