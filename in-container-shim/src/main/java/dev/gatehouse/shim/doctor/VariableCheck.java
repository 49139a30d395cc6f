package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Variables that send programs to a relay: whether it is there, and whether it leads anywhere.
final class VariableCheck {
    private static final String RELAY = "GATEHOUSE_RELAY";
    private static final List<String> PROXIES =
            List.of(
                    "HTTPS_PROXY",
                    "HTTP_PROXY",
                    "ALL_PROXY",
                    "https_proxy",
                    "http_proxy",
                    "all_proxy");
    private static final List<String> SERVERS = List.of("ANTHROPIC_BASE_URL", "OPENAI_BASE_URL");

    private final Map<String, String> environment;
    private final boolean egress;
    private final Findings findings;

    /// @param egress whether there is a door for proxies to lead to
    VariableCheck(Map<String, String> environment, boolean egress, Findings findings) {
        this.environment = environment;
        this.egress = egress;
        this.findings = findings;
    }

    void run() {
        Set<String> asked = new HashSet<>();
        for (String name : PROXIES) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty() && !egress) {
                findings.warn(
                        "proxy",
                        name + " is set, and no proxy was granted to this agent",
                        "programs that follow it reach nothing: unset " + name);
            } else {
                examine(name, value, asked);
            }
        }
        for (String name : SERVERS) {
            // With a socket given, Claude Code does not look the name up.
            examine(name, environment.getOrDefault(name, ""), asked);
        }
        for (String word : environment.getOrDefault(RELAY, "").strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            examine(RELAY, equals < 0 ? "" : word.substring(0, equals), asked);
        }
    }

    /// Each port once: names that differ only in case lead to the same one.
    private void examine(String name, String value, Set<String> asked) {
        LoopbackPort port = LoopbackPort.in(value);
        if (port == null || !asked.add(port.toString())) {
            return;
        }
        if (port.answers()) {
            findings.ok("relay", port + " answers, where " + name + " points", "");
        } else {
            findings.fail(
                    "relay",
                    "nobody listens on " + port + ", where " + name + " points",
                    "start it: forge relay " + port + "=SOCKET; /entrypoint does with " + RELAY,
                    ExitCode.UNREACHABLE);
        }
    }
}
