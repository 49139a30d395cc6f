package dev.gatehouse.broker.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewConfigurationFileTest {
    private static final BrokerUser ME = new BrokerUser("me", 1000, Optional.empty());

    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("gatehouse.yaml");
    }

    @Test
    void writesAFileForOwnerAndGroup() throws IOException {
        assertThat(new NewConfigurationFile(file, ME).write("text")).as("written").isEmpty();
        assertThat(Files.readString(file)).as("content").isEqualTo("text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as("mode")
                .isEqualTo("rw-r-----");
        assertThat(names()).as("nothing beside it").containsExactly("gatehouse.yaml");
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws IOException {
        Files.writeString(file, "mine");

        assertThat(new NewConfigurationFile(file, ME).hindrance())
                .as("seen before")
                .hasValueSatisfying(why -> assertThat(why).contains("is already there"));
        assertThat(new NewConfigurationFile(file, ME).write("text"))
                .as("and when writing")
                .isPresent();
        assertThat(Files.readString(file)).as("content").isEqualTo("mine");
        assertThat(names()).as("nothing beside it").containsExactly("gatehouse.yaml");
    }

    @Test
    void keepsAFileOfCommentsAloneUnderAnotherName() throws IOException {
        Files.writeString(file, "# forge:\n\n#   url: https://forge.example.org\n");
        NewConfigurationFile target = new NewConfigurationFile(file, ME);

        assertThat(target.hindrance()).isEmpty();
        assertThat(target.write("text")).as("written").isEmpty();
        assertThat(Files.readString(file)).isEqualTo("text");
        assertThat(Files.readString(directory.resolve("gatehouse.yaml.before-init")))
                .startsWith("# forge:");
    }

    @Test
    void losesNoFileThatWasKeptBefore() throws IOException {
        Files.writeString(file, "# again\n");
        Path kept = directory.resolve("gatehouse.yaml.before-init");
        Files.writeString(kept, "# kept\n");

        assertThat(new NewConfigurationFile(file, ME).write("text"))
                .hasValueSatisfying(why -> assertThat(why).contains("move it away"));
        assertThat(Files.readString(file)).isEqualTo("# again\n");
        assertThat(Files.readString(kept)).isEqualTo("# kept\n");
    }

    @Test
    void followsNoLinkThatIsThere() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.createSymbolicLink(file, elsewhere);

        assertThat(new NewConfigurationFile(file, ME).hindrance()).as("seen before").isPresent();
        assertThat(new NewConfigurationFile(file, ME).write("text")).as("not written").isPresent();
        assertThat(elsewhere).as("a dangling link leads nowhere").doesNotExist();
    }

    @Test
    void letsOneOfManyAtOnceWin() throws Exception {
        int writers = 16;
        List<Callable<Boolean>> all =
                IntStream.range(0, writers)
                        .<Callable<Boolean>>mapToObj(each ->
                                () ->
                                        new NewConfigurationFile(file, ME)
                                                .write("text ".repeat(1000) + each)
                                                .isEmpty())
                        .toList();
        int won = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            for (Future<Boolean> each : executor.invokeAll(all)) {
                won += each.get() ? 1 : 0;
            }
        }

        assertThat(won).as("link(2) lets one in").isEqualTo(1);
        assertThat(Files.readString(file)).as("whole").startsWith("text ").matches("[\\s\\S]*\\d+");
        assertThat(names()).as("the others leave nothing").containsExactly("gatehouse.yaml");
    }

    @Test
    void saysWhatToDoWithoutADirectory() {
        Path missing = directory.resolve("etc/gatehouse.yaml");

        assertThat(new NewConfigurationFile(missing, ME).hindrance())
                .as("what, where, what to do")
                .hasValue(
                        "there is no directory %s; mkdir -p %s"
                                .formatted(missing.getParent(), missing.getParent()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
