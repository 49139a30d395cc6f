package dev.gatehouse.broker.cli.status;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The daemon's status for people: first the daemon, then a table of the agents, then what there is
/// to say of each, then the last alarms. No colour, and 80 columns wherever names are not long.
final class StatusText {
    private static final String LINE = "  %-8s %s%n";
    private static final int MOST_ALARMS = 5;
    private static final long MEBIBYTE = 1024 * 1024;

    private final PrintWriter out;
    private final Instant now;

    StatusText(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    /// @param agents those of the status that are wanted
    void print(JsonNode status, List<JsonNode> agents) {
        daemon(status);
        forge(status.path("forge"));
        configuration(status.path("configuration"));
        audit(status.path("audit"));
        out.println();
        table(agents);
        AgentText details = new AgentText(out, now);
        agents.forEach(details::print);
        alarms(status.path("alarms"));
    }

    private void daemon(JsonNode status) {
        out.printf(
                "gatehouse %s, %s for %s, pid %d%n",
                status.path("version").asString("?"),
                status.path("state").asString("?"),
                Age.of(status.path("started_at"), now),
                status.path("pid").asLong(0));
        JsonNode memory = status.path("memory");
        out.printf(
                LINE,
                "memory",
                "%d MiB, of it %d of at most %d MiB on Java's heap"
                        .formatted(
                                memory.path("rss_bytes").asLong(0) / MEBIBYTE,
                                memory.path("heap_used_bytes").asLong(0) / MEBIBYTE,
                                memory.path("heap_max_bytes").asLong(0) / MEBIBYTE));
    }

    private void forge(JsonNode forge) {
        String health = forge.path("health").asString("?");
        String when =
                switch (health) {
                    case "ok" ->
                            ", answered " + Age.of(forge.path("last_success_at"), now) + " ago";
                    case "unknown" -> ", was not asked yet";
                    default -> "";
                };
        out.printf(LINE, "forge", forge.path("url").asString("?") + ": " + health + when);
        if (forge.path("last_failure").isString()) {
            out.printf(
                    LINE,
                    "",
                    "last failure "
                            + Age.of(forge.path("last_failure_at"), now)
                            + " ago: "
                            + forge.path("last_failure").asString());
        }
        JsonNode latency = forge.path("latency_ms");
        if (latency.path("p50").isNumber()) {
            out.printf(
                    LINE,
                    "",
                    "50%% in %s ms, 95%% in %s ms, 99%% in %s ms; %d answer(s)"
                            .formatted(
                                    latency.path("p50").asString(),
                                    latency.path("p95").asString(),
                                    latency.path("p99").asString(),
                                    latency.path("calls").asLong(0)));
        }
    }

    private void configuration(JsonNode configuration) {
        out.printf(
                LINE,
                "config",
                configuration.path("file").asString("no file")
                        + ", in force for "
                        + Age.of(configuration.path("loaded_at"), now));
        JsonNode problems = configuration.path("problems");
        if (!problems.isEmpty()) {
            out.printf(LINE, "", "NOT the file as it is now, which is invalid:");
            problems.forEach(problem -> out.printf(LINE, "", problem.asString()));
        }
    }

    private void audit(JsonNode audit) {
        String fault = audit.path("fault").asString("");
        out.printf(
                LINE,
                "audit",
                audit.path("file").asString("?")
                        + ", record "
                        + audit.path("sequence").asLong(0)
                        + (fault.isEmpty()
                                ? ""
                                : ": UNAVAILABLE (" + fault + "), nothing is sent"));
    }

    private void table(List<JsonNode> agents) {
        Table table =
                new Table(
                        3, "AGENT", "ACCOUNT", "TOKEN", "CALLS", "REFUSED", "LIMITS", "CONNECTED");
        for (JsonNode agent : agents) {
            long refused =
                    agent.path("refusals").valueStream().mapToLong(each -> each.asLong(0)).sum();
            table.add(
                    List.of(
                            agent.path("agent").asString("?"),
                            agent.path("account").asString("?"),
                            credential(agent.path("credential")),
                            Long.toString(agent.path("calls").asLong(0)),
                            Long.toString(refused),
                            Long.toString(agent.path("limits_hit").asLong(0)),
                            Integer.toString(agent.path("connections").size())));
        }
        table.print(out);
    }

    private String credential(JsonNode credential) {
        String state = credential.path("state").asString("?");
        return credential.path("since").isString()
                ? state + " for " + Age.of(credential.path("since"), now)
                : state;
    }

    private void alarms(JsonNode alarms) {
        if (alarms.isEmpty()) {
            return;
        }
        List<JsonNode> all = new ArrayList<>();
        alarms.forEach(all::add);
        List<JsonNode> last = all.subList(Math.max(0, all.size() - MOST_ALARMS), all.size());
        out.println();
        out.printf("alarms, the last %d of %d%n", last.size(), all.size());
        for (JsonNode alarm : last.reversed()) {
            out.printf(
                    "  %s ago: %s: %s%n",
                    Age.of(alarm.path("at"), now),
                    alarm.path("cause").asString("?"),
                    alarm.path("detail").asString(""));
        }
    }
}
