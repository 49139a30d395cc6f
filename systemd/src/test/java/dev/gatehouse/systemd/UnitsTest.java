package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What systemd-analyze says of the units as files. [ServiceIT] asks the same of the installed
/// ones.
final class UnitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path UNITS = TestingHost.ROOT.resolve("systemd");

    @TempDir private Path root;

    @BeforeAll
    static void needsSystemdAnalyze() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/systemd-analyze"));
        if (!there) {
            System.err.println(
                    "SKIPPED UnitsTest: systemd-analyze is missing; ServiceIT asks one in a container");
        }
        assumeTrue(there, "systemd-analyze is missing");
    }

    @Test
    void systemdFindsNothingToSayOfThem() throws Exception {
        putUnits();
        assertThat(verify().output()).as("what systemd-analyze verify says").isEmpty();
    }

    @Test
    void systemdNamesALineThatItDoesNotKnow() throws Exception {
        putUnits();
        Path service = folder().resolve("gatehouse.service");
        Files.writeString(
                service, Files.readString(service).replace("RestartSec=", "RestartSecs="));
        assertThat(verify().output()).as("a misspelt line").contains("RestartSecs");
    }

    /// The numbers are those of README.md, times ten.
    @ParameterizedTest
    @CsvSource({"gatehouse.service, 18", "gatehouse-worker@.service, 12"})
    void theyStayAsClosedAsTheyAre(String unit, int exposure) throws Exception {
        assertThat(security(unit, exposure).status())
                .as(security(unit, exposure).output())
                .isZero();
        assertThat(security(unit, exposure - 1).status())
                .as(unit + " is closed further than README.md says")
                .isNotZero();
        assertThat(Files.readString(UNITS.resolve("README.md")))
                .contains("| `%s` | %d.%d |".formatted(unit, exposure / 10, exposure % 10));
    }

    private static Ran security(String unit, int threshold)
            throws IOException, InterruptedException {
        return Ran.of(
                PATIENCE,
                List.of(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--no-pager",
                        "--threshold=" + threshold,
                        UNITS.resolve(unit).toString()));
    }

    private Path folder() {
        return root.resolve("usr/lib/systemd/system");
    }

    /// Beside what they name: programs, and units of systemd's own and of Docker.
    private void putUnits() throws IOException {
        Files.createDirectories(folder());
        for (String unit : Units.ALL) {
            Files.copy(UNITS.resolve(unit), folder().resolve(unit));
        }
        for (String program : List.of("usr/bin/gatehouse", "bin/kill")) {
            Path file = root.resolve(program);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Path known = Path.of("/usr/lib/systemd/system");
        for (String target : List.of("sysinit", "basic", "shutdown", "network-online", "sockets")) {
            Files.copy(known.resolve(target + ".target"), folder().resolve(target + ".target"));
        }
        Files.writeString(
                folder().resolve("docker.service"),
                "[Service]\nType=oneshot\nExecStart=/bin/kill\n");
    }

    private Ran verify() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no", "--root=" + root));
        command.addAll(Units.AS_STARTED);
        return Ran.of(PATIENCE, command);
    }
}
