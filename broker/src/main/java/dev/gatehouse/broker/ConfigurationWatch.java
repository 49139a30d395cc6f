package dev.gatehouse.broker;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.Consumer;
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

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path file;
    private final ConfigurationReader reader;
    private final Target target;
    private final Consumer<Runnable> announced;
    private final Thread thread;
    private String seen;

    private ConfigurationWatch(
            Path file, ConfigurationReader reader, Target target, Consumer<Runnable> announced) {
        this.file = file;
        this.reader = reader;
        this.target = target;
        this.announced = announced;
        this.seen = stamp();
        this.thread = Thread.ofPlatform().name("configuration-watch").daemon().unstarted(this::run);
    }

    /// @param announced runs each reload, and says so to those who wait for the end of it
    static ConfigurationWatch start(
            Path file, ConfigurationReader reader, Target target, Consumer<Runnable> announced) {
        ConfigurationWatch watch = new ConfigurationWatch(file, reader, target, announced);
        watch.thread.start();
        return watch;
    }

    /// Reads now, changed or not.
    synchronized void reload() {
        announced.accept(this::read);
    }

    private void read() {
        seen = stamp();
        switch (reader.read(file)) {
            case Reading.Invalid invalid -> {
                LOG.error("the configuration in force stays, since the new one is invalid:");
                invalid.problems().forEach(problem -> LOG.error("{}", problem));
            }
            case Reading.Valid valid -> {
                valid.warnings().forEach(problem -> LOG.warn("{}", problem));
                try {
                    target.take(valid.configuration());
                } catch (IOException failed) {
                    LOG.error("the new configuration is in force only in part", failed);
                }
            }
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException closed) {
                return;
            }
            if (!stamp().equals(seen)) {
                reload();
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
