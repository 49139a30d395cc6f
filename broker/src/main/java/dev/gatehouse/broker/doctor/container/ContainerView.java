package dev.gatehouse.broker.doctor.container;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.broker.worker.sight.SeenContainer;
import dev.gatehouse.broker.worker.sight.Sight;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a container sees from inside, as the agent's user: the same directory as the host, a
/// `forge` command of the broker's version, and what `forge doctor` finds.
record ContainerView(Site site, Agent agent, Sight sight) {
    /// What exec gives where there is no such program, by way of a shell or of the engine.
    private static final List<Long> NO_PROGRAM = List.of(126L, 127L, -1L);

    private static final JsonMapper JSON = new JsonMapper();

    void look(SeenContainer container, Findings findings) throws IOException {
        String user = agent.socket().uid() + ":" + agent.socket().gid();
        if (!container.user().isEmpty() && !container.user().split(":", -1)[0].equals(uid())) {
            findings.of(
                    Symptom.CONTAINER_USER,
                    "container %s runs as %s, and the agent's user is %s"
                            .formatted(container.name(), container.user(), user));
        }
        if (isStale(container, user, findings)) {
            return;
        }
        Sight.Ran version = sight.run(container, user, List.of("forge", "--version"));
        if (NO_PROGRAM.contains(version.status())) {
            findings.of(
                    Symptom.CONTAINER_SHIM_MISSING,
                    "container %s has no program 'forge'".formatted(container.name()));
            return;
        }
        compareVersions(version.text().strip(), findings);
        examine(sight.run(container, user, List.of("forge", "doctor", "--json")), findings);
    }

    private String uid() {
        return Integer.toString(agent.socket().uid());
    }

    /// The number of a directory's inode is the same in every namespace.
    private boolean isStale(SeenContainer container, String user, Findings findings)
            throws IOException {
        Path directory =
                site.configuration()
                        .runtimeDirectory()
                        .resolve(SocketLayout.AGENTS_DIRECTORY)
                        .resolve(agent.name().value());
        Sight.Ran seen =
                sight.run(
                        container,
                        user,
                        List.of("stat", "-c", "%i", SocketLayout.RUNTIME_DIRECTORY));
        if (seen.status() != 0
                || !Files.isDirectory(directory)
                || seen.text().strip().equals(Long.toString(FileFacts.of(directory).inode()))) {
            return false;
        }
        findings.of(
                Symptom.CONTAINER_MOUNT_STALE,
                "container %s has another %s than the host".formatted(container.name(), directory),
                Map.of("container", container.name()));
        return true;
    }

    private void compareVersions(String shim, Findings findings) {
        String version = shim.startsWith("forge ") ? shim.substring("forge ".length()) : shim;
        if (version.equals(site.version())) {
            findings.ok("the container's forge command is of version " + version);
        } else {
            findings.of(
                    Symptom.CONTAINER_SHIM_VERSION,
                    "the image has forge %s, and the host gatehouse %s"
                            .formatted(version, site.version()));
        }
    }

    /// The shim's doctor says `check`, `state`, `detail` and `remedy`; what is `fail` counts. What
    /// the agent could have made it say is shown, and never run.
    private void examine(Sight.Ran doctor, Findings findings) {
        JsonNode said;
        try {
            said = JSON.readTree(doctor.text());
        } catch (JacksonException invalid) {
            findings.of(
                    Symptom.CONTAINER_VIEW,
                    "forge doctor ended with %d: %s".formatted(doctor.status(), doctor.text()),
                    Map.of("remedy", "gatehouse worker exec " + agent.name() + " -- forge doctor"));
            return;
        }
        int failed = 0;
        for (JsonNode each : said) {
            if (each.path("state").asString("").equals("fail")) {
                failed++;
                findings.of(
                        Symptom.CONTAINER_VIEW,
                        "%s: %s"
                                .formatted(
                                        each.path("check").asString(""),
                                        each.path("detail").asString("")),
                        Map.of("remedy", "# " + each.path("remedy").asString("")));
            }
        }
        if (failed == 0) {
            findings.ok("from inside the container all is well");
        }
    }
}
