package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.server.Controls;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Problem;
import dev.gatehouse.broker.config.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the configuration file every few seconds and hands on what is valid. An invalid file
/// changes nothing and is said once.
final class ConfigurationWatch implements AutoCloseable {
    /// Takes a configuration into force.
    @FunctionalInterface
    interface Target {
        void take(Configuration configuration) throws IOException;
    }

    /// Wants to know when settings change, and waits for the end of it.
    interface Onlooker {
        void reloading();

        void reloaded();

        /// For a broker that nobody watches over.
        static Onlooker nobody() {
            return new Onlooker() {
                @Override
                public void reloading() {}

                @Override
                public void reloaded() {}
            };
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path file;
    private final ConfigurationReader reader;
    private final Target target;
    private final Onlooker onlooker;
    private final Thread thread;
    private String seen;
    private volatile Controls.Loaded loaded;

    private ConfigurationWatch(
            Path file, ConfigurationReader reader, Target target, Onlooker onlooker) {
        this.file = file;
        this.reader = reader;
        this.target = target;
        this.onlooker = onlooker;
        this.seen = stamp();
        this.loaded = loadedNow(file);
        this.thread = Thread.ofPlatform().name("configuration-watch").daemon().unstarted(this::run);
    }

    /// @param onlooker hears of each reload
    static ConfigurationWatch start(
            Path file, ConfigurationReader reader, Target target, Onlooker onlooker) {
        ConfigurationWatch watch = new ConfigurationWatch(file, reader, target, onlooker);
        watch.thread.start();
        return watch;
    }

    /// Reads now, changed or not.
    ///
    /// @throws IOException where it is in force only in part
    synchronized Controls.Reloaded reload() throws IOException {
        onlooker.reloading();
        try {
            return read();
        } finally {
            onlooker.reloaded();
        }
    }

    private Controls.Reloaded read() throws IOException {
        seen = stamp();
        return switch (reader.read(file)) {
            case Reading.Invalid invalid -> {
                LOG.error("the configuration in force stays, since the new one is invalid:");
                invalid.problems().forEach(problem -> LOG.error("{}", problem));
                List<String> problems = texts(invalid.problems());
                loaded = new Controls.Loaded(loaded.file(), loaded.at(), problems);
                yield new Controls.Reloaded.Invalid(problems);
            }
            case Reading.Valid valid -> {
                valid.warnings().forEach(problem -> LOG.warn("{}", problem));
                take(valid.configuration());
                yield new Controls.Reloaded.InForce(
                        valid.configuration().agents().size(), texts(valid.warnings()));
            }
        };
    }

    /// As [#reload], where nobody waits for an answer.
    void reloadUnasked() {
        try {
            Controls.Reloaded _ = reload();
        } catch (IOException failed) {
            LOG.error("a reload failed", failed);
        }
    }

    private void take(Configuration configuration) throws IOException {
        try {
            target.take(configuration);
        } catch (IOException failed) {
            throw new IOException(
                    "the new configuration is in force only in part: " + failed.getMessage(),
                    failed);
        } finally {
            loaded = loadedNow(file);
        }
    }

    private static Controls.Loaded loadedNow(Path file) {
        return new Controls.Loaded(Optional.of(file.toAbsolutePath()), Instant.now(), List.of());
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    Controls.Loaded loaded() {
        return loaded;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException closed) {
                return;
            }
            if (!stamp().equals(seen)) {
                reloadUnasked();
            }
        }
    }

    private String stamp() {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.lastModifiedTime() + " " + facts.size() + " " + facts.fileKey();
        } catch (IOException gone) {
            return "gone";
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
