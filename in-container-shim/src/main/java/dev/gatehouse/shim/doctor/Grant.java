package dev.gatehouse.shim.doctor;

import dev.gatehouse.shim.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The hosts and ports that the egress door grants, as its own answer says.
///
/// @param hosts exact names, and `*.suffix`
record Grant(List<String> hosts, List<String> ports) {
    private static final List<String> STRANGERS =
            List.of("example.com", "example.net", "example.org", "nobody.invalid");

    Grant {
        hosts = List.copyOf(hosts);
        ports = List.copyOf(ports);
    }

    static Grant of(Json answer) {
        return new Grant(texts(answer.get("hosts")), texts(answer.get("ports")));
    }

    private static List<String> texts(Json array) {
        return array.items().stream().map(Json::asText).toList();
    }

    /// The first exact host on the first port, as `host:port`; null where there is none.
    @Nullable String known() {
        for (String host : hosts) {
            if (!host.contains("*") && !ports.isEmpty()) {
                return host + ":" + ports.getFirst();
            }
        }
        return null;
    }

    /// A name that is not granted.
    String stranger() {
        return STRANGERS.stream().filter(name -> !covers(name)).findFirst().orElse("nobody.test");
    }

    private boolean covers(String name) {
        return hosts.stream()
                .anyMatch(host ->
                        host.startsWith("*.")
                                ? name.endsWith(host.substring(1))
                                : name.equals(host));
    }
}
