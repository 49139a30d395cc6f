package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells when an agent's token file may hold something else. It watches the file's directory, for a
/// file that is replaced by rename is another file; and it looks every few seconds whether the file
/// is another one, for a watch does not see a link switched elsewhere, a directory that is mounted
/// anew, or events that came too fast.
///
/// It waits for a pause in the changes, so that a file being written is mostly read when it is
/// whole. One daemon thread; the consumer is called on it and must not block.
public final class TokenWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWatcher.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MOST_PAUSES = 20;

    private final WatchService watches;
    private final Map<AgentName, Path> files = new HashMap<>();
    private final Map<AgentName, Optional<FileFacts>> seen = new HashMap<>();
    private final Map<WatchKey, Path> directories = new HashMap<>();
    private final Consumer<AgentName> changed;
    private final Duration poll;

    private TokenWatcher(WatchService watches, Consumer<AgentName> changed, Duration poll) {
        this.watches = watches;
        this.changed = changed;
        this.poll = poll;
    }

    /// Whatever changes after this returns is told, so start it before the files are read.
    public static TokenWatcher start(
            Collection<Agent> agents, TokenSources sources, Consumer<AgentName> changed)
            throws IOException {
        Map<AgentName, Path> files = new HashMap<>();
        for (Agent agent : agents) {
            sources.fileOf(agent.token()).ifPresent(file -> files.put(agent.name(), file));
        }
        return start(files, changed);
    }

    /// As above, for the files as they are known.
    public static TokenWatcher start(Map<AgentName, Path> files, Consumer<AgentName> changed)
            throws IOException {
        return start(files, changed, POLL);
    }

    static TokenWatcher start(
            Map<AgentName, Path> files, Consumer<AgentName> changed, Duration poll)
            throws IOException {
        TokenWatcher watcher =
                new TokenWatcher(FileSystems.getDefault().newWatchService(), changed, poll);
        watcher.files.putAll(files);
        files.forEach((agent, file) -> watcher.seen.put(agent, factsOf(file)));
        watcher.register();
        Thread.ofPlatform().daemon().name("token-watcher").start(watcher::run);
        return watcher;
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = watches.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
                Set<AgentName> suspects = key == null ? Set.of() : settled(key);
                Set<AgentName> different = different();
                different.addAll(suspects);
                different.forEach(changed);
                register();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("Token files are not watched any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whose directories had events, once there was none for a moment.
    private Set<AgentName> settled(WatchKey first) throws InterruptedException {
        Set<AgentName> agents = new HashSet<>();
        WatchKey key = first;
        for (int pauses = 0; key != null; pauses++) {
            Path directory = directories.get(key);
            files.forEach((agent, file) -> {
                if (directoryOf(file).equals(directory)) {
                    agents.add(agent);
                }
            });
            key.pollEvents();
            if (!key.reset()) {
                directories.remove(key);
            }
            key =
                    pauses < MOST_PAUSES
                            ? watches.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                            : null;
        }
        return agents;
    }

    private Set<AgentName> different() {
        Set<AgentName> agents = new HashSet<>();
        files.forEach((agent, file) -> {
            Optional<FileFacts> facts = factsOf(file);
            if (!facts.equals(seen.put(agent, facts))) {
                agents.add(agent);
            }
        });
        return agents;
    }

    /// Also again after each round: a directory may be missing at first, or be replaced.
    private void register() {
        for (Path file : files.values()) {
            Path directory = directoryOf(file);
            if (directories.containsValue(directory)) {
                continue;
            }
            try {
                directories.put(
                        directory.register(
                                watches,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE),
                        directory);
            } catch (IOException e) {
                LOG.debug("Cannot watch {}; it is looked at every {}", directory, poll);
            }
        }
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "the root directory is no token file");
    }

    /// Of the file at the end of all links.
    private static Optional<FileFacts> factsOf(Path file) {
        try {
            return Optional.of(FileFacts.of(file.toRealPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
