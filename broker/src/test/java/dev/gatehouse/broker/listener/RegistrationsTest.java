package dev.gatehouse.broker.listener;

import static dev.gatehouse.broker.listener.TestingAgents.DEV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationsTest {
    private static final String ID = "ab".repeat(32);
    private static final Container WORKER = new Container("gatehouse-dev", new ContainerId(ID));

    @TempDir Path parent;

    private Path directory;

    @BeforeEach
    void name() {
        directory = parent.resolve("containers");
    }

    @Test
    void knowsNothingAtFirst() throws IOException {
        assertThat(Registrations.open(directory).of(DEV)).isInstanceOf(Registration.None.class);
    }

    @Test
    void remembersAfterARestart() throws IOException {
        Registrations.open(directory).put(DEV, WORKER);

        assertThat(Registrations.open(directory).of(DEV)).isEqualTo(new Registration.Of(WORKER));
        assertThat(Registrations.open(directory).of(new AgentName("boss")))
                .isInstanceOf(Registration.None.class);
    }

    @Test
    void replaces() throws IOException {
        Registrations registrations = Registrations.open(directory);
        Container next = new Container("gatehouse-dev", new ContainerId("cd".repeat(32)));
        registrations.put(DEV, WORKER);
        registrations.put(DEV, next);

        assertThat(registrations.of(DEV)).isEqualTo(new Registration.Of(next));
        assertThat(Registrations.open(directory).of(DEV)).isEqualTo(new Registration.Of(next));
        assertThat(directory).isDirectoryContaining("glob:**/dev");
        assertThat(directory.toFile().list()).containsExactly("dev");
    }

    @Test
    void forgetsForGood() throws IOException {
        Registrations registrations = Registrations.open(directory);
        registrations.put(DEV, WORKER);
        registrations.remove(DEV);
        registrations.remove(DEV);

        assertThat(registrations.of(DEV)).isInstanceOf(Registration.None.class);
        assertThat(Registrations.open(directory).of(DEV)).isInstanceOf(Registration.None.class);
    }

    @Test
    void keepsOthersOut() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Registrations.open(directory).put(DEV, WORKER);

        assertThat(Files.getPosixFilePermissions(directory))
                .as("who can write here can choose whom an agent's socket serves")
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("dev")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "gatehouse-dev\n",
                "gatehouse-dev abab\n",
                "gatehouse-dev "
                        + "abababababababababababababababababababababababababababababababab",
                "gatehouse-dev "
                        + "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB\n",
                "../dev abababababababababababababababababababababababababababababababab\n",
                "gatehouse-dev abababababababababababababababababababababababababababababababab x\n",
                "gatehouse-dev abababababababababababababababababababababababababababababababab\n"
                        + "gatehouse-dev"
            })
    void saysWhichFileIsDamaged(String text) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("dev"), text);
        Files.writeString(directory.resolve("boss"), "b " + ID + "\n");

        Registrations registrations = Registrations.open(directory);

        assertThat(registrations.of(DEV))
                .isInstanceOfSatisfying(
                        Registration.Damaged.class,
                        damaged ->
                                assertThat(damaged.problem())
                                        .contains(directory.resolve("dev").toString()));
        assertThat(registrations.of(new AgentName("boss")))
                .as("the others are served")
                .isInstanceOf(Registration.Of.class);
    }

    @Test
    void takesNoHugeFileAndNoDirectory() throws IOException {
        Files.createDirectories(directory.resolve("dev"));
        Files.writeString(directory.resolve("boss"), "x".repeat(10_000));

        Registrations registrations = Registrations.open(directory);

        assertThat(registrations.of(DEV)).isInstanceOf(Registration.Damaged.class);
        assertThat(registrations.of(new AgentName("boss")))
                .isInstanceOf(Registration.Damaged.class);
    }

    @Test
    void passesOverWhatIsNoAgents() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(".dev.new"), "half");

        Registrations registrations = Registrations.open(directory);
        registrations.put(DEV, WORKER);

        assertThat(registrations.of(DEV)).isEqualTo(new Registration.Of(WORKER));
    }

    @Test
    void doesNotClaimWhatItCouldNotWrite() throws IOException {
        Registrations registrations = Registrations.open(directory);
        Files.delete(directory);

        assertThatThrownBy(() -> registrations.put(DEV, WORKER)).isInstanceOf(IOException.class);
        assertThat(registrations.of(DEV)).isInstanceOf(Registration.None.class);
    }
}
