package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.log.LogSettings;
import dev.gatehouse.broker.model.budget.PriceTable;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.protocol.SocketLayout;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All the operator's settings, validated. Holds no secret: it names where they are.
///
/// @param alarmCommand program and arguments to run on an alarm; empty for none
/// @param prices what models cost, for the limits on money
/// @param metricsListen where metrics are served besides the admin socket, on loopback
public record Configuration(
        ForgeSettings forge,
        SortedMap<AgentName, AgentSettings> agents,
        AuditSettings audit,
        Path runtimeDirectory,
        Path stateDirectory,
        List<String> alarmCommand,
        WorkersSettings workers,
        PriceTable prices,
        Optional<InetSocketAddress> metricsListen,
        LogSettings log) {
    public static final Path DEFAULT_RUNTIME_DIRECTORY = Path.of(SocketLayout.RUNTIME_DIRECTORY);
    public static final Path DEFAULT_STATE_DIRECTORY = Path.of("/var/lib/gatehouse");

    public Configuration(
            ForgeSettings forge,
            SortedMap<AgentName, AgentSettings> agents,
            AuditSettings audit,
            Path runtimeDirectory,
            Path stateDirectory,
            List<String> alarmCommand,
            WorkersSettings workers) {
        this(
                forge,
                agents,
                audit,
                runtimeDirectory,
                stateDirectory,
                alarmCommand,
                workers,
                PriceTable.EMPTY,
                Optional.empty(),
                LogSettings.DEFAULT);
    }

    public Configuration {
        agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
        alarmCommand = List.copyOf(alarmCommand);
    }

    /// Those that agents have sockets of their own for: the forge, its public URL, its storage for
    /// LFS, and the models.
    public List<URI> servers() {
        List<URI> urls = new ArrayList<>();
        urls.add(forge.url());
        forge.publicUrl().ifPresent(urls::add);
        urls.addAll(forge.lfsStorage());
        agents.values().forEach(agent -> agent.model().ifPresent(model -> urls.add(model.url())));
        return List.copyOf(urls);
    }

    /// What the agents may do.
    public Policy policy() {
        Map<AgentName, List<Grant>> grants = new HashMap<>();
        agents.forEach((name, settings) -> grants.put(name, settings.grants()));
        return new Policy(grants);
    }
}
