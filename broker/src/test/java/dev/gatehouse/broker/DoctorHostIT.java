package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.doctor.host.Programs;
import dev.gatehouse.broker.worker.sight.SeenContainer;
import dev.gatehouse.broker.worker.sight.SeenContainer.SeenMount;
import dev.gatehouse.broker.worker.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Units, users and containers that are broken. What systemd and Docker would say is made up here;
/// the paths of the configuration are those of a package.
@Timeout(60)
class DoctorHostIT {
    private static final String DEV = "dev";
    private static final String ID = "ab".repeat(32);
    private static final String WELL =
            """
            LoadState=loaded
            ActiveState=active
            SubState=running
            Result=success
            UnitFileState=enabled
            RuntimeDirectory=gatehouse
            RuntimeDirectoryPreserve=yes
            """;

    @TempDir Path directory;

    private DoctorPlace place;
    private TestingSight sight;

    @BeforeEach
    void start() throws IOException {
        place = new DoctorPlace(directory);
        sight = new TestingSight(directory.resolve("run/agents/dev"));
        configure("");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ActiveState=failed, unit-not-active",
        "ActiveState=inactive, unit-not-active",
        "UnitFileState=disabled, unit-not-enabled",
        "RuntimeDirectoryPreserve=no, runtime-directory-removed",
        "ActiveState=reloading, ''",
        "LoadState=not-found, ''",
    })
    void readsWhatSystemdSaysOfTheUnit(String property, String id) throws Exception {
        Files.createDirectories(directory.resolve("host/run/systemd/system"));
        place.programs = _ -> new Programs.Ran(0, WELL + property + "\n");

        List<String> ids = place.ids("");
        assertThat(ids)
                .filteredOn(DoctorHostIT::isOfTheUnit)
                .isEqualTo(id.isEmpty() ? List.of() : List.of(id));
    }

    private static boolean isOfTheUnit(String id) {
        return id.startsWith("unit-") || id.equals("runtime-directory-removed");
    }

    @Test
    void asksNoSystemdWhereNoneRuns() throws Exception {
        assertThat(place.ids("")).doesNotContain("check-failed");
    }

    @Test
    void makesAFindingOfASystemdThatDoesNotAnswer() throws Exception {
        Files.createDirectories(directory.resolve("host/run/systemd/system"));

        assertThat(place.ids("")).contains("check-failed");
    }

    @Test
    void tellsADirectoryThatNothingMakesAtBoot() throws Exception {
        Files.createDirectories(directory.resolve("host/run/systemd/system"));
        place.host(
                "etc/tmpfiles.d/gatehouse.conf", "d /run/gatehouse/agents/other 0750 root 1 -\n");
        configure("", "/run/gatehouse");

        assertThat(place.ids(DEV)).contains("tmpfiles-missing");

        place.host("etc/tmpfiles.d/gatehouse.conf", "d /run/gatehouse/agents/dev 0750 root 1 -\n");
        assertThat(place.ids(DEV)).doesNotContain("tmpfiles-missing");
    }

    @ParameterizedTest
    @CsvSource({"docker:x:999:alice", "docker:x:10001:", "docker:x:777:"})
    void tellsAnAgentWhoMayCallDocker(String group) throws Exception {
        place.host("etc/passwd", "alice:x:10001:777::/home/alice:/bin/sh\n");
        place.host("etc/group", group + "\n");

        assertThat(place.ids(DEV)).contains("agent-in-docker-group");
    }

    @Test
    void findsNothingInAGroupOfOthers() throws Exception {
        place.host("etc/passwd", "alice:x:10001:777::/home/alice:/bin/sh\nbob:x:5:5::/:/bin/sh\n");
        place.host("etc/group", "docker:x:999:bob\nusers:x:777:alice\n");

        assertThat(place.ids(DEV)).doesNotContain("agent-in-docker-group");
    }

    @Test
    void tellsABrokerWhoMayCallDocker() throws Exception {
        place.host("etc/passwd", "gatehouse:x:4243:4243::/:/bin/false\n");
        place.host("etc/group", "docker:x:999:gatehouse\n");

        assertThat(place.ids("")).contains("broker-in-docker-group");
    }

    @ParameterizedTest
    @CsvSource({"0, agent-is-root", "4243, agent-is-the-broker"})
    void tellsAnAgentWhoIsSomebodyElse(int uid, String id) throws Exception {
        place.host("etc/passwd", "gatehouse:x:4243:4243::/:/bin/false\n");
        Files.writeString(
                place.file, Files.readString(place.file).replace("uid: 10001", "uid: " + uid));

        assertThat(place.ids(DEV)).contains(id);
    }

    @Test
    void needsNoDockerWhereNoContainerIsConfigured() throws Exception {
        assertThat(place.ids(DEV)).doesNotContain("docker-unreachable", "container-missing");
    }

    @Test
    void tellsADockerThatIsDown() throws Exception {
        configure("container: gatehouse-dev");

        assertThat(place.ids(DEV)).contains("docker-unreachable");
    }

    @Test
    void findsNothingWrongWithASoundContainer() throws Exception {
        useContainers();

        assertThat(place.ids(DEV)).noneMatch(id -> id.startsWith("container-"));
    }

    @Test
    void tellsAContainerThatIsNotThere() throws Exception {
        useContainers();
        sight.exists = false;

        assertThat(place.ids(DEV)).contains("container-missing");
    }

    @Test
    void tellsAContainerThatDoesNotRun() throws Exception {
        useContainers();
        sight.running = false;

        assertThat(place.ids(DEV)).contains("container-stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", ""})
    void tellsAContainerThatIsNotTheRegisteredOne(String registered) throws Exception {
        useContainers();
        Path file = directory.resolve("state/containers/dev");
        if (registered.isEmpty()) {
            Files.delete(file);
        } else {
            Files.writeString(file, "gatehouse-dev " + "cd".repeat(32) + "\n");
        }

        assertThat(place.ids(DEV)).contains("container-not-registered");
    }

    @ParameterizedTest(name = "{0} at {1}: {3}")
    @CsvSource({
        "{dir}, /elsewhere, false, container-no-sockets",
        "/run/gatehouse/agents/boss, /run/gatehouse, false, container-wrong-directory",
        "{dir}/forge.sock, /run/gatehouse/forge.sock, false, container-socket-file",
        "{dir}, /run/gatehouse, true, container-mount-writable",
    })
    void tellsAWrongMount(String source, String target, boolean writable, String id)
            throws Exception {
        useContainers();
        sight.mounts =
                List.of(
                        new SeenMount(
                                source.replace("{dir}", sight.directory.toString()),
                                target,
                                writable));

        assertThat(place.ids(DEV)).contains(id);
    }

    @Test
    void tellsAContainerThatMayCallDocker() throws Exception {
        useContainers();
        sight.mounts =
                List.of(
                        new SeenMount(sight.directory.toString(), "/run/gatehouse", false),
                        new SeenMount("/var/run/docker.sock", "/var/run/docker.sock", true));

        assertThat(place.ids(DEV)).contains("container-has-docker");
    }

    @Test
    void tellsAContainerOfAnotherUser() throws Exception {
        useContainers();
        sight.user = "0:0";

        assertThat(place.ids(DEV)).contains("container-user");
    }

    @ParameterizedTest(name = "{0} ends with {1}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "stat | 0 | 4711 | container-mount-stale",
                "forge --version | 127 | no such file | container-shim-missing",
                "forge --version | 0 | forge 0.0.1 | container-shim-version",
                "forge doctor | 4 | [{\"check\":\"socket\",\"state\":\"fail\",\"detail\":\"no broker\",\"remedy\":\"wait\"}] | container-view",
                "forge doctor | 139 | Segmentation fault | container-view",
            })
    void tellsWhatIsWrongInside(String program, int status, String text, String id)
            throws Exception {
        useContainers();
        sight.said.put(program, new Sight.Ran(status, text));

        assertThat(place.ids(DEV)).contains(id);
    }

    private void useContainers() throws IOException {
        configure("container: gatehouse-dev");
        place.engine = () -> sight;
        Files.createDirectories(sight.directory);
        Files.createDirectories(directory.resolve("state/containers"));
        Files.writeString(directory.resolve("state/containers/dev"), "gatehouse-dev " + ID + "\n");
        sight.said.put(
                "stat", new Sight.Ran(0, Files.getAttribute(sight.directory, "unix:ino") + "\n"));
    }

    private void configure(String line) throws IOException {
        configure(line, directory.resolve("run").toString());
    }

    private void configure(String line, String runtimeDirectory) throws IOException {
        Files.writeString(
                place.file,
                """
                forge: { url: "http://127.0.0.1:1" }
                agents:
                  dev:
                    account: dev-bot
                    %s
                    token: { file: %s }
                    socket: { uid: 10001, gid: 10001 }
                    grants: []
                runtime-dir: %s
                state-dir: %s
                """
                        .formatted(
                                line,
                                directory.resolve("dev.token"),
                                runtimeDirectory,
                                directory.resolve("state")));
    }

    /// An engine with one container, which is well unless a test says otherwise.
    private static final class TestingSight implements Sight {
        private final Path directory;
        private final Map<String, Ran> said = new HashMap<>();
        private boolean exists = true;
        private boolean running = true;
        private String user = "10001:10001";
        private List<SeenMount> mounts;

        TestingSight(Path directory) {
            this.directory = directory;
            this.mounts = List.of(new SeenMount(directory.toString(), "/run/gatehouse", false));
            said.put("forge --version", new Ran(0, "forge test\n"));
            said.put("forge doctor", new Ran(0, "[]"));
        }

        @Override
        public Optional<SeenContainer> container(String name) {
            return exists
                    ? Optional.of(
                            new SeenContainer(
                                    name,
                                    ID,
                                    running,
                                    running ? "running" : "exited",
                                    user,
                                    mounts))
                    : Optional.empty();
        }

        @Override
        public Ran run(SeenContainer container, String as, List<String> command) {
            assertThat(as).as("what the agent itself sees").isEqualTo("10001:10001");
            return said.entrySet().stream()
                    .filter(each -> String.join(" ", command).startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {}
    }
}
