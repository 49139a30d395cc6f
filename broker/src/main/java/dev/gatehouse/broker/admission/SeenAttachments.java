package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The attachments each agent has seen in answers about repositories it may read. An attachment's
/// own address says nothing of its repository, and Forgejo checks only the account; so an id that
/// was never shown is refused.
public final class SeenAttachments {
    private static final int MAX_PER_AGENT = 10_000;

    private final Map<AgentName, Map<String, RepositoryName>> seen = new ConcurrentHashMap<>();

    /// Remembers an attachment; the one seen longest ago is forgotten past the limit.
    public void remember(AgentName agent, String uuid, RepositoryName repository) {
        Map<String, RepositoryName> ours = seen.computeIfAbsent(agent, name -> new Recent());
        synchronized (ours) {
            ours.put(uuid, repository);
        }
    }

    Optional<RepositoryName> repositoryOf(AgentName agent, String uuid) {
        Map<String, RepositoryName> ours = seen.get(agent);
        if (ours == null) {
            return Optional.empty();
        }
        synchronized (ours) {
            return Optional.ofNullable(ours.get(uuid));
        }
    }

    private static final class Recent extends LinkedHashMap<String, RepositoryName> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RepositoryName> eldest) {
            return size() > MAX_PER_AGENT;
        }
    }
}
