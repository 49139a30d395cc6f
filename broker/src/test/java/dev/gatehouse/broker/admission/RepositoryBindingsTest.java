package dev.gatehouse.broker.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.broker.route.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryBindingsTest {
    private static final RepositoryName LIB = new RepositoryName("charles", "lib");
    private static final RepositoryName OTHER = new RepositoryName("charles", "other");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("repositories");
    }

    @Test
    void bindsANameOnItsFirstUseForEver() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);

        assertThat(bindings.conflict(LIB, 7)).isEmpty();
        assertThat(bindings.conflict(LIB, 7)).isEmpty();
        assertThat(bindings.conflict(LIB, 8)).as("another one by that name").contains(7L);
        assertThat(bindings.conflict(OTHER, 8)).isEmpty();
        assertThat(file).hasContent("charles/lib 7\ncharles/other 8\n");

        assertThat(new RepositoryBindings(file).conflict(LIB, 8))
                .as("after a restart")
                .contains(7L);
    }

    @Test
    void comparesIdsByValueNotByBox() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);

        assertThat(bindings.conflict(LIB, 1_000_000)).isEmpty();
        assertThat(bindings.conflict(LIB, 1_000_000)).isEmpty();
        assertThat(new RepositoryBindings(file).conflict(LIB, 1_000_000)).isEmpty();
    }

    @Test
    void takesTheNewOneOnceTheOperatorHasDeletedTheLine() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);
        bindings.conflict(LIB, 7);
        bindings.conflict(OTHER, 1);

        Files.writeString(file, "charles/other 1\n");

        assertThat(bindings.conflict(LIB, 8)).isEmpty();
        assertThat(bindings.conflict(LIB, 7)).as("bound anew").contains(8L);
        assertThat(file).hasContent("charles/other 1\ncharles/lib 8\n");
    }

    @Test
    void goesByWhatTheOperatorWrote() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);
        bindings.conflict(LIB, 7);

        Files.writeString(file, "\nCharles/Lib 9");

        assertThat(bindings.conflict(LIB, 9)).isEmpty();
        assertThat(bindings.conflict(LIB, 8)).contains(9L);
        assertThat(bindings.conflict(OTHER, 1)).isEmpty();
        assertThat(new RepositoryBindings(file).conflict(LIB, 8))
                .as("a last line without its end does not swallow the next")
                .contains(9L);
        assertThat(new RepositoryBindings(file).conflict(OTHER, 2)).contains(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charles/lib",
                "charles/lib seven",
                "charles/lib -7",
                "charles/lib 7 8",
                "charles lib 7 8",
                "charles/lib/x 7",
                "/lib 7",
                "charles/ 7",
                "charles/.. 7",
                "charles/l$b 7",
                "ch\u00e4rles/lib 7",
                "charles/lib 1234567890123456789012",
                "charles/li\0 7",
            })
    void saysWhichLineIsDamaged(String line) throws IOException {
        Files.writeString(file, "charles/other 1\n" + line + "\n", StandardCharsets.UTF_8);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new RepositoryBindings(file))
                .withMessage(file + ":2: not 'owner/name id'; correct or delete the line");
    }

    @Test
    void refusesToDecideByAFileThatCameToBeDamaged() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);
        bindings.conflict(LIB, 7);

        Files.writeString(file, "charles/l$b 7\n");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> bindings.conflict(LIB, 8));
    }

    @Test
    void bindsNothingThatItCannotWriteDown() throws IOException {
        RepositoryBindings bindings = new RepositoryBindings(file);
        Files.createDirectory(file);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> bindings.conflict(LIB, 7));
        Files.delete(file);

        assertThat(bindings.conflict(LIB, 8)).as("7 was not bound").isEmpty();
    }

    @Test
    void oneOfManyAtOnceWins() throws Exception {
        RepositoryBindings bindings = new RepositoryBindings(file);
        List<Callable<Optional<Long>>> calls =
                LongStream.rangeClosed(1, 32)
                        .<Callable<Optional<Long>>>mapToObj(id -> () -> bindings.conflict(LIB, id))
                        .toList();
        Set<Optional<Long>> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            answers =
                    threads.invokeAll(calls).stream()
                            .map(Future::resultNow)
                            .collect(Collectors.toSet());
        }

        assertThat(answers)
                .as("the winner's empty answer, and its id for all others")
                .hasSize(2)
                .contains(Optional.empty());
        assertThat(file).content().hasLineCount(1);
    }
}
