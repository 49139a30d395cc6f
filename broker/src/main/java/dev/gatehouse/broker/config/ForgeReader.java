package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads `forge`.
final class ForgeReader {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private ForgeReader() {}

    static Optional<ForgeSettings> read(Value value) {
        return value.section(Block.FORGE).flatMap(ForgeReader::settings);
    }

    private static Optional<ForgeSettings> settings(Section forge) {
        boolean plaintext = forge.optional("allow-plaintext").flatMap(Value::flag).orElse(false);
        Optional<URI> url =
                forge.required("url", "add the forge's URL, such as https://forge.example.org")
                        .flatMap(value -> ForgeAddress.read(value, plaintext));
        Optional<URI> publicUrl =
                forge.optional("public-url").flatMap(value -> ForgeAddress.read(value, plaintext));
        Optional<Path> caFile = forge.optional("ca-file").flatMap(ForgeReader::readableFile);
        Timeouts timeouts =
                forge.optional("timeouts")
                        .flatMap(value -> value.section(Block.TIMEOUTS))
                        .map(section -> timeouts(section, Timeouts.DEFAULT))
                        .orElse(Timeouts.DEFAULT);
        List<URI> lfsStorage =
                forge.list("lfs-storage", value -> ForgeAddress.read(value, plaintext));
        return url.map(
                it -> new ForgeSettings(it, publicUrl, caFile, plaintext, lfsStorage, timeouts));
    }

    static Optional<Path> readableFile(Value value) {
        Optional<Path> file = value.absolutePath();
        if (file.isPresent()
                && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            value.error(
                    "the file is not there, or not readable for the broker",
                    "name a file of PEM certificates, or remove 'ca-file'");
        }
        return file;
    }

    static Timeouts timeouts(Section timeouts, Timeouts otherwise) {
        return new Timeouts(
                time(timeouts, "connect", otherwise.connect()),
                time(timeouts, "first-byte", otherwise.firstByte()),
                time(timeouts, "idle", otherwise.idle()));
    }

    private static Duration time(Section timeouts, String key, Duration otherwise) {
        return timeouts.optional(key)
                .flatMap(value -> value.time(SHORTEST, LONGEST))
                .orElse(otherwise);
    }
}
