package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.yaml.Node.Entry;
import dev.gatehouse.broker.config.yaml.Node.Mapping;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.protocol.SocketLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `agents`: the names here, what stands below them by [AgentReader]. One use.
final class AgentsReader {
    /// `sun_path` of Linux holds 108 bytes, the last of them 0 (unix(7)).
    private static final int MAX_SOCKET_PATH_BYTES = 107;

    private final AgentReader agentReader;
    private final Path runtimeDirectory;
    private final Map<String, Integer> lineByName = new HashMap<>();

    AgentsReader(GrantReader grantReader, Path runtimeDirectory) {
        this.agentReader = new AgentReader(grantReader);
        this.runtimeDirectory = runtimeDirectory;
    }

    SortedMap<AgentName, AgentSettings> read(Value value) {
        SortedMap<AgentName, AgentSettings> agents = new TreeMap<>();
        List<Entry> entries = value.mapping().map(Mapping::entries).orElse(List.of());
        for (Entry entry : entries) {
            Optional<AgentName> name = name(value, entry);
            agentReader
                    .read(name, value.child(entry.value(), entry.key()))
                    .ifPresent(each -> agents.put(each.agent().name(), each));
        }
        if (value.node() instanceof Mapping && entries.isEmpty()) {
            value.warning("no agent is configured", "add one, or nobody can use the broker");
        }
        return agents;
    }

    void warnOfServers(List<Host> servers) {
        agentReader.warnOfServers(servers);
    }

    private Optional<AgentName> name(Value agents, Entry entry) {
        Value key = agents.at(entry.place());
        if (!AgentName.isValid(entry.key())) {
            key.error(
                    Secrecy.quote(entry.key()) + " is not an agent name",
                    "use 1 to 32 of a-z, 0-9 and '-', with no '-' at either end");
            return Optional.empty();
        }
        Integer earlier = lineByName.putIfAbsent(entry.key(), entry.place().line());
        if (earlier != null) {
            key.error(
                    Secrecy.quote(entry.key()) + " is given twice, first in line " + earlier,
                    "keep one of them");
            return Optional.empty();
        }
        checkSocketPath(key, entry.key());
        return Optional.of(new AgentName(entry.key()));
    }

    private void checkSocketPath(Value key, String name) {
        Path socket =
                runtimeDirectory
                        .resolve(SocketLayout.AGENTS_DIRECTORY)
                        .resolve(name)
                        .resolve(SocketLayout.FORGE_SOCKET);
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_SOCKET_PATH_BYTES) {
            key.error(
                    "the path of this agent's socket would be "
                            + bytes
                            + " bytes long, and Linux allows "
                            + MAX_SOCKET_PATH_BYTES,
                    "shorten 'runtime-dir' or the agent's name");
        }
    }
}
