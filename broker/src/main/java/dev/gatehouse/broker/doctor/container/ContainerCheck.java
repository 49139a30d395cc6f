package dev.gatehouse.broker.doctor.container;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.WorkerSettings;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.broker.worker.sight.SeenContainer;
import dev.gatehouse.broker.worker.sight.Sight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The agent's container, where it has one: that it runs, is the registered one, has the right
/// directory mounted, and what it sees itself. An agent without a container is served too; then
/// Docker need not be there.
public record ContainerCheck(Site site, AgentSettings settings, Sight.Source engine)
        implements Check {
    @Override
    public String name() {
        return "container";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(settings.agent().name());
    }

    @Override
    public String byHand() {
        return "gatehouse worker verify " + settings.agent().name();
    }

    @Override
    public void look(Findings findings) throws IOException {
        Optional<String> registered = registered();
        boolean wanted =
                settings.agent().container().isPresent()
                        || registered.isPresent()
                        || !settings.worker().equals(WorkerSettings.DEFAULT);
        try (Sight sight = engine.open()) {
            examine(sight, wanted, registered, findings);
        } catch (IOException unreachable) {
            if (wanted) {
                findings.of(Symptom.DOCKER_UNREACHABLE, String.valueOf(unreachable.getMessage()));
            } else {
                findings.ok("no container is configured, and no Docker Engine answers");
            }
        }
    }

    private void examine(
            Sight sight, boolean wanted, Optional<String> registered, Findings findings)
            throws IOException {
        String name = containerName();
        Optional<SeenContainer> found = sight.container(name);
        if (found.isEmpty()) {
            if (wanted) {
                findings.of(Symptom.CONTAINER_MISSING, "there is no container " + name);
            } else {
                findings.ok("no container is configured, and there is none");
            }
            return;
        }
        SeenContainer container = found.get();
        if (!container.running()) {
            findings.of(
                    Symptom.CONTAINER_STOPPED,
                    "container %s is %s".formatted(name, container.state()),
                    Map.of("container", name));
            return;
        }
        compareRegistered(container, registered, findings);
        if (new ContainerMounts(site, settings.agent()).areRight(container, findings)) {
            new ContainerView(site, settings.agent(), sight).look(container, findings);
        }
    }

    private void compareRegistered(
            SeenContainer container, Optional<String> registered, Findings findings) {
        boolean needed = settings.agent().container().isPresent();
        if (registered.map(id -> !id.equals(container.id())).orElse(needed)) {
            findings.of(
                    Symptom.CONTAINER_NOT_REGISTERED,
                    "container %s is %s, and %s"
                            .formatted(
                                    container.name(),
                                    shortened(container.id()),
                                    registered
                                            .map(id -> shortened(id) + " is registered")
                                            .orElse("none is registered")));
        }
    }

    private static String shortened(String id) {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }

    private String containerName() {
        return settings.agent()
                .container()
                .orElseGet(() -> WorkerSettings.containerName(settings.agent().name()));
    }

    /// The id that the broker keeps in its state, also while it is down: one line, name and id.
    private Optional<String> registered() throws IOException {
        Path file =
                site.configuration()
                        .stateDirectory()
                        .resolve("containers")
                        .resolve(settings.agent().name().value());
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", -1);
        return words.length == 2 ? Optional.of(words[1]) : Optional.empty();
    }
}
