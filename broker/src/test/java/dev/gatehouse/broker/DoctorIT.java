package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Breaks a real installation, with a broker in a process of its own, and asks what is wrong.
@Timeout(120)
class DoctorIT {
    private static final String DIRECT = "direct";

    @TempDir Path directory;

    private final List<Process> processes = new ArrayList<>();
    private DemoForge forge;
    private BrokerProcess broker;
    private DoctorPlace place;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        forge = DemoForge.start(directory.resolve("forge"));
        broker = BrokerProcess.start(directory, forge);
        place = new DoctorPlace(directory);
        place.warmUp(DIRECT);
    }

    @AfterEach
    void stop() throws Exception {
        broker.process().destroyForcibly().waitFor();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        forge.close();
    }

    @Test
    void findsNothingWrongWithAHealthyInstallation() throws Exception {
        List<Finding> findings = place.examine();

        // Tests run as one user, who is the agents' too, often root.
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .extracting(Finding::id)
                .isSubsetOf("agent-is-root", "agent-is-the-broker");
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .extracting(Finding::id)
                .isSubsetOf("configuration-doubtful", "uid-shared", "token-writes-elsewhere");
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.OK)
                .extracting(Finding::id)
                .contains(
                        "configuration",
                        "broker",
                        "forge",
                        "state",
                        "audit",
                        "path",
                        "socket",
                        "answer",
                        "token",
                        "container");
    }

    @Test
    void raisesNoAlarmByLooking() throws Exception {
        place.examine();

        assertThat(Files.readString(directory.resolve("state/audit.jsonl")))
                .as("a stranger at a socket would be noted")
                .doesNotContain("mismatch", "stranger");
    }

    @Test
    void saysNoSecret() throws Exception {
        assertThat(place.examine().toString())
                .doesNotContain(forge.token("dev-bot"), forge.token("boss-bot"));
    }

    @Test
    void tellsABrokerThatIsHung() throws Exception {
        signal("STOP");

        List<Finding> findings = place.examine();

        assertThat(DoctorPlace.ids(findings, "")).contains("broker-hung");
        assertThat(DoctorPlace.ids(findings, DIRECT)).contains("broker-hung");
        assertThat(findings)
                .filteredOn(finding -> finding.id().equals("broker-hung"))
                .allSatisfy(finding ->
                        assertThat(finding.remedy())
                                .contains("kill -QUIT " + broker.process().pid()));
    }

    @Test
    void tellsABrokerThatWasKilled() throws Exception {
        broker.process().destroyForcibly().waitFor();

        List<Finding> findings = place.examine();

        assertThat(DoctorPlace.ids(findings, "")).contains("broker-down", "socket-stale");
        assertThat(DoctorPlace.ids(findings, DIRECT)).contains("socket-stale");
    }

    @Test
    void tellsASocketThatIsGone() throws Exception {
        Files.delete(place.socket(DIRECT));

        assertThat(place.ids(DIRECT)).contains("socket-missing");
        assertThat(place.ids("checked")).doesNotContain("socket-missing");
    }

    @Test
    void tellsADirectoryThatIsGone() throws Exception {
        Path agent = place.agentDirectory(DIRECT);
        Files.delete(place.socket(DIRECT));
        Files.delete(agent);

        assertThat(place.ids(DIRECT)).contains("directory-missing");
    }

    @Test
    void tellsAFileInTheSocketsPlace() throws Exception {
        Files.delete(place.socket(DIRECT));
        Files.writeString(place.socket(DIRECT), "mine");

        assertThat(place.ids(DIRECT)).contains("socket-not-a-socket");
    }

    @Test
    void tellsAFileInTheDirectorysPlace() throws Exception {
        Path agent = place.agentDirectory(DIRECT);
        Files.delete(place.socket(DIRECT));
        Files.delete(agent);
        Files.writeString(agent, "mine");

        assertThat(place.ids(DIRECT)).contains("not-a-directory");
    }

    @Test
    void tellsAProcessThatTookTheSocketOver() throws Exception {
        Files.delete(place.socket(DIRECT));
        Process thief = thief(place.socket(DIRECT));

        List<Finding> findings = place.examine();

        assertThat(findings)
                .filteredOn(finding -> finding.id().equals("socket-held-by-another"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.what()).contains("pid " + thief.pid() + " "));
        assertThat(DoctorPlace.ids(findings, DIRECT))
                .as("it does not answer as the broker does")
                .containsAnyOf("broker-hung", "broker-garbled", "peer-refused");
    }

    @Test
    void tellsAStrangerAtTheAdminSocket() throws Exception {
        broker.process().destroyForcibly().waitFor();
        Path admin = directory.resolve("run/admin.sock");
        Files.delete(admin);
        thief(admin);
        Files.setPosixFilePermissions(admin, PosixFilePermissions.fromString("rw-------"));

        assertThat(place.ids("")).contains("socket-held-by-another");
    }

    @Test
    void tellsARuntimeDirectoryThatAnAgentOnTheHostCannotEnter() throws Exception {
        assumeThat(EffectiveUser.uid()).as("only root can be somebody else").isZero();
        Files.writeString(
                place.file,
                Files.readString(place.file)
                        .replaceFirst("uid: 0, gid: \\d+", "uid: 4242, gid: 4242"));
        Files.setPosixFilePermissions(
                directory.resolve("run"), PosixFilePermissions.fromString("rwx------"));

        assertThat(place.ids(DIRECT)).contains("path-closed");
    }

    @Test
    void tellsAnAuditThatWasChanged() throws Exception {
        broker.close();
        Path audit = directory.resolve("state/audit.jsonl");
        String text = Files.readString(audit);
        Files.writeString(audit, text.replaceFirst("\"time\":\"20", "\"time\":\"21"));

        assertThat(place.ids("")).contains("audit-broken");
    }

    @Test
    void tellsAnAuditThatIsGone() throws Exception {
        broker.close();
        Files.delete(directory.resolve("state/audit.jsonl"));

        assertThat(place.ids("")).containsAnyOf("audit-missing");
    }

    @Test
    void tellsAStateDirectoryThatIsGone() throws Exception {
        broker.close();
        Files.move(directory.resolve("state"), directory.resolve("gone"));

        assertThat(place.ids("")).contains("state-directory-missing");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(broker.process().pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }

    private Process thief(Path socket) throws IOException, InterruptedException {
        Process thief =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx32m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                SocketThief.class.getName(),
                                socket.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(thief);
        assertThat(thief.getInputStream().read()).as("it listens").isEqualTo('.');
        return thief;
    }

    /// Listens at a socket that is not its own, and closes each connection.
    static final class SocketThief {
        private SocketThief() {}

        public static void main(String[] arguments) throws IOException {
            try (ServerSocketChannel server =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(arguments[0]));
                System.out.write('.');
                System.out.flush();
                while (server.isOpen()) {
                    server.accept().close();
                }
            }
        }
    }
}
