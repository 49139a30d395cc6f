package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.demoforge.DemoForge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One broker that runs, and what is wrong around it: each test breaks one thing and mends it.
@Timeout(120)
class DoctorModesIT {
    private static final String DIRECT = "direct";

    @TempDir static Path directory;

    private static DemoForge forge;
    private static BrokerProcess broker;
    private static DoctorPlace place;

    @BeforeAll
    static void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = BrokerProcess.start(directory, forge);
        place = new DoctorPlace(directory);
        place.warmUp(DIRECT);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        forge.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "run, rwxrwxrwx, path-writable",
        "run/agents, rwxrwxrwx, path-writable",
        "run/agents/direct, rwxr-x--x, directory-mode",
        "run/agents/direct, rwx------, directory-mode",
        "run/agents/direct/forge.sock, rw-rw-rw-, socket-mode",
        "run/agents/direct/forge.sock, rw-------, socket-mode",
        "direct.token, rw-r--r--, token-file-open",
    })
    void tellsWrongModesOfWhatIsTheAgents(String path, String mode, String id) throws Exception {
        assertThat(idsWithMode(path, mode, DIRECT)).contains(id);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "run/admin.sock, rw-rw-rw-, socket-mode",
        "state, rwxrwxrwx, state-directory-open",
        "gatehouse.yaml, rw-rw-rw-, configuration-writable",
    })
    void tellsWrongModesOfWhatIsTheBrokers(String path, String mode, String id) throws Exception {
        assertThat(idsWithMode(path, mode, "")).contains(id);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "run, uid, path-owner",
        "run/agents/direct, gid, directory-group",
        "run/agents/direct/forge.sock, gid, directory-group",
        "direct.token, uid, token-file-owner",
    })
    void tellsWrongOwners(String path, String whose, String id) throws Exception {
        assumeThat(EffectiveUser.uid()).as("only root gives files away").isZero();
        Path broken = directory.resolve(path);
        Object before = Files.getAttribute(broken, "unix:" + whose);
        Files.setAttribute(broken, "unix:" + whose, 4242);
        try {
            assertThat(place.ids(DIRECT)).contains(id);
        } finally {
            Files.setAttribute(broken, "unix:" + whose, before);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000, disk-full", "500000000, disk-low"})
    void tellsADiskWithoutSpace(long freeBytes, String id) throws Exception {
        DoctorPlace full = new DoctorPlace(directory);
        full.space = _ -> freeBytes;

        assertThat(full.ids("")).contains(id);
    }

    @Test
    void tellsEachProblemOfTheConfigurationWithItsLine() throws Exception {
        String before = Files.readString(place.file);
        Files.writeString(place.file, before + "colour: blue\n");
        long line = before.lines().count() + 1;

        List<Finding> findings = place.examine();

        Files.writeString(place.file, before);
        assertThat(findings)
                .filteredOn(finding -> finding.id().equals("configuration-invalid"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what()).contains(place.file + ":" + line + ":"));
    }

    @Test
    void tellsAConfigurationThatIsGone() throws Exception {
        String before = Files.readString(place.file);
        Files.delete(place.file);

        List<String> ids = place.ids("");

        Files.writeString(place.file, before);
        assertThat(ids).contains("configuration-missing");
    }

    private static List<String> idsWithMode(String path, String mode, String agent)
            throws Exception {
        Path broken = directory.resolve(path);
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(broken);
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString(mode));
        try {
            return place.ids(agent);
        } finally {
            Files.setPosixFilePermissions(broken, before);
        }
    }
}
