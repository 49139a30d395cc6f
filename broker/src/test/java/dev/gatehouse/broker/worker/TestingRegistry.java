package dev.gatehouse.broker.worker;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A daemon that remembers what it is told, and can refuse or be cut off.
public final class TestingRegistry implements Registry {
    private final Map<AgentName, Registered> containers = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException death;
    private volatile boolean silent;

    /// From now on it does not answer.
    public TestingRegistry silence() {
        silent = true;
        return this;
    }

    public void answerAgain() {
        silent = false;
        death = null;
    }

    /// The next registration ends the caller, as a kill of its process would: no clean-up runs.
    public TestingRegistry killNextCaller() {
        death = new KilledCaller();
        return this;
    }

    /// Stands for SIGKILL.
    public static final class KilledCaller extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// The ids that were registered, in order.
    public List<String> told() {
        return new ArrayList<>(told);
    }

    @Override
    public Optional<Registered> registered(AgentName agent) throws IOException {
        answer();
        return Optional.ofNullable(containers.get(agent));
    }

    @Override
    public void register(AgentName agent, Registered container) throws IOException {
        answer();
        RuntimeException ending = death;
        if (ending != null) {
            throw ending;
        }
        told.add(container.id());
        containers.put(agent, container);
    }

    @Override
    public void forget(AgentName agent) throws IOException {
        answer();
        containers.remove(agent);
    }

    @Override
    public List<Hit> search(Content content) {
        return List.of();
    }

    private void answer() throws IOException {
        if (silent) {
            throw new IOException("the daemon does not answer");
        }
    }
}
