package dev.gatehouse.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.cli.ConfigurationFile.InvalidConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AdminAtTest {
    private static final String VALID =
            """
            forge: { url: "http://127.0.0.1:3000" }
            agents: {}
            runtime-dir: /srv/elsewhere
            """;

    @TempDir Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void takesTheSocketThatIsNamedAndReadsNoConfiguration() throws Exception {
        assertThat(at("--admin", "/srv/own.sock", "--config", "/no/such/file").socket(writer()))
                .isEqualTo(Path.of("/srv/own.sock"));
    }

    @Test
    void findsItInTheRuntimeDirectoryOfTheConfiguration() throws Exception {
        assertThat(at("--config", file(VALID).toString()).socket(writer()))
                .isEqualTo(Path.of("/srv/elsewhere/admin.sock"));
    }

    @Test
    void refusesANamedConfigurationThatIsWrong() {
        assertThatThrownBy(() -> at("--config", file("agents: 7").toString()).socket(writer()))
                .as("who names a file wants that broker, and not another one")
                .isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void goesToTheDefaultSocketWhereTheDefaultConfigurationIsWrong() throws Exception {
        assertThat(Path.of("/etc/gatehouse/gatehouse.yaml"))
                .as("this test is of a host without Gatehouse")
                .doesNotExist();

        assertThat(at().socket(writer())).isEqualTo(Path.of("/run/gatehouse/admin.sock"));
        assertThat(err.toString())
                .contains("/etc/gatehouse/gatehouse.yaml", "/run/gatehouse/admin.sock");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("gatehouse.yaml"), text);
    }

    private PrintWriter writer() {
        return new PrintWriter(err, true);
    }

    private static AdminAt at(String... arguments) {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(arguments);
        return asking.at;
    }

    @Command
    private static final class Asking {
        @Mixin private AdminAt at = new AdminAt();
    }
}
