package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ModelSettings;
import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.reach.Resolver;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.ForgeClient;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each room needs to know, out of the operator's configuration.
final class RoomSettings {
    private RoomSettings() {}

    static List<Agent> agents(Configuration configuration) {
        return configuration.agents().values().stream().map(AgentSettings::agent).toList();
    }

    static AuditSettings audit(Configuration configuration, String version) {
        return new AuditSettings(
                configuration.audit().file(),
                switch (configuration.audit().sync()) {
                    case INTERVAL -> AuditSettings.Sync.INTERVAL;
                    case ALWAYS -> AuditSettings.Sync.ALWAYS;
                },
                configuration.audit().rotateBytes(),
                Phrase.masked("gatehouse " + version));
    }

    static UpstreamSettings forge(Configuration configuration) {
        return forge(configuration.forge().url(), configuration);
    }

    /// The hosts besides Forgejo that hold LFS objects.
    static List<UpstreamSettings> lfsStorage(Configuration configuration) {
        return configuration.forge().lfsStorage().stream()
                .map(host -> forge(host, configuration))
                .toList();
    }

    private static UpstreamSettings forge(URI url, Configuration configuration) {
        return new UpstreamSettings(
                ForgeClient.SERVER,
                url,
                configuration.forge().caFile(),
                configuration.forge().timeouts().connect(),
                configuration.forge().timeouts().firstByte(),
                configuration.forge().timeouts().idle());
    }

    static UpstreamSettings model(ModelSettings model) {
        return new UpstreamSettings(
                "the model's server",
                model.url(),
                model.caFile(),
                model.timeouts().connect(),
                model.timeouts().firstByte(),
                model.timeouts().idle());
    }

    static Map<AgentName, EgressRules> egress(Configuration configuration) {
        Map<AgentName, EgressRules> rules = new HashMap<>();
        configuration
                .agents()
                .forEach((name, agent) -> agent.egress().ifPresent(it -> rules.put(name, it)));
        return rules;
    }

    /// What has a door of its own, and so cannot be reached by the door to the network.
    static ClosedHosts closed(Configuration configuration) {
        return new ClosedHosts(configuration.servers(), Resolver.ofHost());
    }

    /// The repositories that an agent's grants name without a `*`.
    static List<RepositoryName> namedInFull(Policy policy, AgentName agent) {
        return policy.grantsOf(agent).stream()
                .flatMap(grant -> grant.repositories().stream())
                .filter(RepositoryPattern::isLiteral)
                .filter(pattern ->
                        RepositoryName.isSegment(pattern.owner())
                                && RepositoryName.isSegment(pattern.nameGlob()))
                .map(pattern -> new RepositoryName(pattern.owner(), pattern.nameGlob()))
                .toList();
    }
}
