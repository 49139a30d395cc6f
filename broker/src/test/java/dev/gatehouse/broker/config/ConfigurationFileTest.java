package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir Path directory;

    @Test
    void readsAFileWithOrWithoutAByteOrderMark() throws IOException {
        assertThat(read(bytes(TestingConfiguration.VALID))).as("plain").isInstanceOf(Valid.class);
        assertThat(read(bytes("\uFEFF" + TestingConfiguration.VALID)))
                .as("as some editors save it")
                .isInstanceOf(Valid.class);
    }

    @Test
    void refusesWhatIsNotUtf8AndSaysWhere() throws IOException {
        byte[] latin1 = "forge:\n  url: gr\u00FCn\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problem(read(latin1)))
                .as("replacing the byte would read another word")
                .endsWith("gatehouse.yaml:2:10: this is not UTF-8; save the file in UTF-8");
    }

    @Test
    void refusesAFileThatEndsWithinACharacter() throws IOException {
        assertThat(problem(read(new byte[] {'a', (byte) 0xC3})))
                .as("half a character is none")
                .endsWith("gatehouse.yaml:1:2: this is not UTF-8; save the file in UTF-8");
    }

    @Test
    void refusesAFileOfMoreThanOneMebibyte() throws IOException {
        String padding = "#".repeat((1 << 20) - TestingConfiguration.VALID.length());

        assertThat(read(bytes(TestingConfiguration.VALID + padding)))
                .as("exactly 1 MiB")
                .isInstanceOf(Valid.class);
        assertThat(problem(read(bytes(TestingConfiguration.VALID + padding + "#"))))
                .as("one byte more")
                .endsWith(":1:1: the file is larger than 1 MiB; is it the right file?");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path missing = directory.resolve("missing.yaml");

        assertThat(problem(new ConfigurationReader(TestingConfiguration.OPERATIONS).read(missing)))
                .as("named as the operator named it")
                .isEqualTo(
                        missing
                                + ":1:1: there is no such file; name the configuration with"
                                + " --config");
    }

    @Test
    void saysThatADirectoryIsNoFile() {
        Reading reading = new ConfigurationReader(TestingConfiguration.OPERATIONS).read(directory);

        assertThat(problem(reading))
                .as("a directory")
                .endsWith(":1:1: the file cannot be read; check that it is a plain file");
    }

    @Test
    void acceptsACaFileThatIsThere() throws IOException {
        Path caFile = Files.writeString(directory.resolve("ca.pem"), "certificate");
        String url = "https://forge.example.org";

        Reading reading =
                TestingConfiguration.read(
                        TestingConfiguration.with(url, url + "\n  ca-file: " + caFile));

        assertThat(reading).as("readable").isInstanceOf(Valid.class);
    }

    private Reading read(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("gatehouse.yaml"), content);
        return new ConfigurationReader(TestingConfiguration.OPERATIONS).read(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String problem(Reading reading) {
        return switch (reading) {
            case Valid valid -> throw new AssertionError(valid);
            case Invalid(List<Problem> problems) -> {
                assertThat(problems).as("one problem").hasSize(1);
                yield problems.getFirst().toString();
            }
        };
    }
}
