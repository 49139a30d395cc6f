package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ForgeSettings;
import dev.gatehouse.broker.config.WorkerSettings;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.broker.worker.WorkerDoors;
import dev.gatehouse.broker.worker.WorkerLimits;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.mount.AllowedMounts;
import dev.gatehouse.broker.worker.mount.ExtraMount;
import dev.gatehouse.broker.worker.mount.MountCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The workers that a configuration asks for.
public final class WorkerSpecs {
    private final Configuration configuration;
    private final Path configurationFile;
    private final int ownUid;

    public WorkerSpecs(Configuration configuration, Path configurationFile, int ownUid) {
        this.configuration = configuration;
        this.configurationFile = configurationFile.toAbsolutePath();
        this.ownUid = ownUid;
    }

    public WorkerSpec of(AgentSettings agent) throws IOException {
        WorkerSettings worker = agent.worker();
        MountCheck check =
                new MountCheck(
                        AllowedMounts.read(configuration.workers().allowedMounts(), ownUid),
                        closed());
        return new WorkerSpec(
                agent.agent().name(),
                containerName(agent),
                worker.image(),
                agent.agent().socket(),
                AgentSockets.directory(configuration.runtimeDirectory(), agent.agent().name()),
                new WorkerLimits(
                        worker.memoryBytes(), worker.nanoCpus(), worker.pids(), worker.tmpBytes()),
                worker.network(),
                check.check(
                        worker.mounts().stream()
                                .map(mount ->
                                        new ExtraMount(
                                                mount.source(),
                                                mount.target().toString(),
                                                mount.writable()))
                                .toList()),
                new WorkerDoors(agent.model().isPresent(), agent.egress().isPresent()),
                environment(agent, worker));
    }

    public static String containerName(AgentSettings agent) {
        return agent.agent()
                .container()
                .orElseGet(() -> WorkerSettings.containerName(agent.agent().name()));
    }

    /// What no worker may have a way to.
    public List<Path> closed() {
        List<Path> closed = new ArrayList<>();
        closed.add(configurationFile);
        closed.add(configuration.runtimeDirectory());
        closed.add(configuration.stateDirectory());
        closed.add(configuration.audit().file());
        closed.add(configuration.workers().directory());
        closed.add(configuration.workers().allowedMounts());
        configuration.agents().values().stream()
                .flatMap(agent -> agent.agent().token().file().stream())
                .forEach(closed::add);
        configuration.agents().values().stream()
                .flatMap(agent -> agent.model().stream())
                .flatMap(model -> model.key().stream())
                .flatMap(key -> file(key).stream())
                .forEach(closed::add);
        return closed;
    }

    private static Optional<Path> file(ModelKey key) {
        return switch (key) {
            case ModelKey.OfSource(TokenSource source) -> source.file();
            case ModelKey.OAuthFile(Path path) -> Optional.of(path);
        };
    }

    /// The zone of its clock, who writes its commits, and the forge's URLs as names of what is
    /// behind the broker. The image's own git configuration says the rest.
    private SortedMap<String, String> environment(AgentSettings agent, WorkerSettings worker) {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("TZ", worker.timeZone().orElseGet(ZoneId::systemDefault).getId());
        AccountName account = agent.agent().account();
        ForgeSettings forge = configuration.forge();
        String host = forge.publicUrl().orElse(forge.url()).getHost();
        for (String role : new String[] {"AUTHOR", "COMMITTER"}) {
            environment.put("GIT_" + role + "_NAME", account.value());
            // As Forgejo makes the address of a user who keeps theirs to themselves.
            environment.put("GIT_" + role + "_EMAIL", account.value() + "@noreply." + host);
        }
        List<String> names =
                Stream.concat(Stream.of(forge.url()), forge.publicUrl().stream())
                        .flatMap(WorkerSpecs::names)
                        .distinct()
                        .toList();
        environment.put("GIT_CONFIG_COUNT", Integer.toString(names.size()));
        for (int at = 0; at < names.size(); at++) {
            environment.put("GIT_CONFIG_KEY_" + at, "url.forge::.insteadOf");
            environment.put("GIT_CONFIG_VALUE_" + at, names.get(at));
        }
        return environment;
    }

    /// How URLs of the forge begin; ssh has a port of its own.
    private static Stream<String> names(URI forge) {
        String root = forge.toString();
        return Stream.of(
                root.endsWith("/") ? root : root + "/",
                "ssh://git@" + forge.getHost() + "/",
                "git@" + forge.getHost() + ":");
    }
}
