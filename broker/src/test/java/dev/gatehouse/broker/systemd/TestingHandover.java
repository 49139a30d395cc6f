package dev.gatehouse.broker.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/// What must be true of any environment that a service manager, or whoever started the broker,
/// leaves behind.
final class TestingHandover {
    private static final long OWN_PID = 4242;
    private static final int FIRST = 3;

    private TestingHandover() {}

    /// @param bytes lines of `NAME=value`, as in `/proc/self/environ` but for the line ends
    static void check(byte[] bytes) {
        Map<String, String> environment = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        checkNames(environment, HandedSockets.names(environment, OWN_PID));
        checkWatchdog(environment, Notifier.of(environment, OWN_PID));
    }

    private static void checkNames(
            Map<String, String> environment, SortedMap<Integer, String> nameOf) {
        if (nameOf.isEmpty()) {
            return;
        }
        assertThat(environment).as("for this process").containsEntry("LISTEN_PID", "4242");
        assertThat(Integer.toString(nameOf.size()))
                .as("as many as were announced, in one spelling of the number")
                .isEqualTo(environment.get("LISTEN_FDS"));
        assertThat(nameOf.firstKey())
                .as("never one of the three of every process")
                .isEqualTo(FIRST);
        assertThat(nameOf.lastKey()).isEqualTo(FIRST + nameOf.size() - 1);
        assertThat(nameOf.values()).doesNotContain("").noneMatch(name -> name.contains(":"));
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        nameOf.forEach((descriptor, name) -> {
            int at = descriptor - FIRST;
            assertThat(name)
                    .isEqualTo(at < names.length && !names[at].isEmpty() ? names[at] : "unknown");
        });
    }

    private static void checkWatchdog(Map<String, String> environment, Notifier notifier) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (notifier.isThere()) {
            assertThat(address).matches("(?s)[/@].+");
        }
        notifier.watchdog()
                .ifPresent(patience ->
                        assertThat(patience)
                                .as("a patience, and no overflow")
                                .isPositive()
                                .isLessThanOrEqualTo(Duration.ofNanos(Long.MAX_VALUE)));
    }
}
