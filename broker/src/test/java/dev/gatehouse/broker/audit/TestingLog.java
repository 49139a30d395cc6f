package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.Admittance.Recorded;
import dev.gatehouse.broker.audit.AuditSettings.Sync;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Logs to tamper with.
final class TestingLog {
    static final Instant NOW = Instant.parse("2026-11-21T01:02:03.040Z");
    static final Phrase VERSION = new Phrase("0.1.0");

    private TestingLog() {}

    static AuditSettings settings(Path folder) {
        return new AuditSettings(file(folder), Sync.INTERVAL, 1 << 20, VERSION);
    }

    static Path file(Path folder) {
        return folder.resolve("audit.jsonl");
    }

    static AuditLog open(Path folder) throws IOException {
        return AuditLog.open(settings(folder), DiskLogFile::open, () -> NOW);
    }

    /// A log of `exchanges` calls, closed in order.
    static Path write(Path folder, int exchanges) throws IOException {
        try (AuditLog log = open(folder)) {
            exchange(log, exchanges);
        }
        return file(folder);
    }

    static void exchange(AuditLog log, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            log.outcome(admitted(log, "x-" + i), TestingEvents.answered());
        }
    }

    static AuditId admitted(AuditLog log, String exchange) {
        return switch (await(log.admit(TestingEvents.intent(exchange)))) {
            case Recorded(AuditId id) -> id;
            case Unavailable unavailable -> throw new AssertionError(unavailable);
        };
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer from the audit log", e);
        }
    }

    /// What a crash leaves: the files as they are at this moment.
    static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(from)) {
            for (Path path : paths) {
                if (Files.isRegularFile(path)) {
                    Files.copy(path, to.resolve(path.getFileName().toString()));
                }
            }
        }
        return to;
    }
}
