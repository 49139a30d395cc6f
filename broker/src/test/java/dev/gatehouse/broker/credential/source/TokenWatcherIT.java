package dev.gatehouse.broker.credential.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TokenWatcherIT {
    private static final AgentName DEV = new AgentName("dev");
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir private Path directory;
    private final LinkedBlockingQueue<AgentName> changes = new LinkedBlockingQueue<>();

    @Test
    void seesAFileReplacedByRename() throws Exception {
        Path file = Files.writeString(directory.resolve("dev"), "one");
        try (TokenWatcher _ = watch(file, NEVER)) {
            Path next = Files.writeString(directory.resolve("next"), "two");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

            expectChange();
        }
    }

    @Test
    void seesAFileWrittenInPlace() throws Exception {
        Path file = Files.writeString(directory.resolve("dev"), "one");
        try (TokenWatcher _ = watch(file, NEVER)) {
            Files.writeString(file, "two");

            expectChange();
        }
    }

    @Test
    void seesAFileThatAppears() throws Exception {
        try (TokenWatcher _ = watch(directory.resolve("dev"), NEVER)) {
            Files.writeString(directory.resolve("dev"), "one");

            expectChange();
        }
    }

    @Test
    void seesALinkedDirectorySwitchedAsOrchestratorsDo() throws Exception {
        Files.writeString(Files.createDirectory(directory.resolve("v1")).resolve("dev"), "one");
        Files.writeString(Files.createDirectory(directory.resolve("v2")).resolve("dev"), "two");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("v1"));
        Path file = Files.createSymbolicLink(directory.resolve("dev"), Path.of("..data/dev"));
        try (TokenWatcher _ = watch(file, NEVER)) {
            Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("v2"));
            Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            expectChange();
        }
    }

    @Test
    void looksByItselfWhereAWatchSeesNothing() throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        Path watched = Files.createDirectory(directory.resolve("watched"));
        Path link =
                Files.createSymbolicLink(
                        watched.resolve("dev"), Files.writeString(target.resolve("dev"), "one"));
        try (TokenWatcher _ = watch(link, OFTEN)) {
            Path next = Files.writeString(target.resolve("next"), "two");
            Files.move(next, target.resolve("dev"), StandardCopyOption.ATOMIC_MOVE);

            expectChange();
        }
    }

    @Test
    void findsADirectoryThatAppearsLater() throws Exception {
        Path later = directory.resolve("later");
        try (TokenWatcher _ = watch(later.resolve("dev"), OFTEN)) {
            Files.writeString(Files.createDirectory(later).resolve("dev"), "one");

            expectChange();
        }
    }

    private void expectChange() throws InterruptedException {
        assertThat(changes.poll(20, TimeUnit.SECONDS)).as("the change is told").isEqualTo(DEV);
    }

    private TokenWatcher watch(Path file, Duration poll) throws IOException {
        return TokenWatcher.start(Map.of(DEV, file), changes::add, poll);
    }
}
