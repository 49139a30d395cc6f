package dev.gatehouse.broker.listener.attest;

import java.util.OptionalLong;

/// Reads when a process was started from `/proc/<pid>/stat`: field 22, in clock ticks since boot
/// (proc_pid_stat(5)). With its pid, that is one process and no other.
final class ProcessStart {
    private static final int FIELDS_BEHIND_THE_NAME = 20;
    private static final int MOST_DIGITS = 18;

    private ProcessStart() {}

    static OptionalLong ticks(String stat) {
        // The name stands in parentheses and may hold any byte, these included: the last one ends
        // it.
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return OptionalLong.empty();
        }
        String[] fields = stat.substring(end + 1).strip().split(" ", -1);
        if (fields.length < FIELDS_BEHIND_THE_NAME) {
            return OptionalLong.empty();
        }
        String start = fields[FIELDS_BEHIND_THE_NAME - 1];
        boolean digits =
                !start.isEmpty()
                        && start.length() <= MOST_DIGITS
                        && start.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(start)) : OptionalLong.empty();
    }
}
