package dev.gatehouse.systemd;

/// What an agent under load did, by the clock of the host.
///
/// @param agent whose it was
/// @param beganNanos since 1970
/// @param endedNanos since 1970
/// @param what `call`, `kept`, `shim` or `push`
/// @param status the exit status of the command
/// @param said empty where it succeeded
record Call(String agent, long beganNanos, long endedNanos, String what, int status, String said) {
    static Call of(String agent, String line) {
        String[] words = line.split(" ", 5);
        return new Call(
                agent,
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words[2],
                Integer.parseInt(words[3]),
                words.length > 4 ? words[4].strip() : "");
    }

    boolean failed() {
        return status != 0;
    }

    long milliseconds() {
        return (endedNanos - beganNanos) / 1_000_000;
    }

    boolean wasUnderWayAt(Moment moment) {
        return beganNanos <= moment.lastNanos() && endedNanos >= moment.firstNanos();
    }

    /// When the broker was killed, which is known no better than from when to when.
    record Moment(long firstNanos, long lastNanos) {}
}
