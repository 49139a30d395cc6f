package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.door.Door;
import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.reach.Reach;
import dev.gatehouse.broker.egress.reach.Resolver;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.channel.ChannelPipeline;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// `egress.sock`: an HTTP/1.1 proxy (RFC 9110, 7.6 and 9.3.6) to the hosts that an agent is
/// granted.
public final class EgressDoor implements Door {
    private final Function<AgentName, Optional<EgressRules>> rules;
    private final Services services;
    private final Map<AgentName, AgentUse> uses = new ConcurrentHashMap<>();

    /// @param rules those in force for an agent; none: it has no such socket. Asked for every
    ///   request
    /// @param closed the hosts that have a door of their own; asked for every connection
    public EgressDoor(
            Function<AgentName, Optional<EgressRules>> rules,
            Supplier<ClosedHosts> closed,
            Resolver resolver,
            AuditLog audit,
            ExchangeId.Source ids) {
        this(
                rules,
                new Services(closed, new Reach(resolver, closed), audit, ids, EgressTimes.DEFAULT));
    }

    EgressDoor(Function<AgentName, Optional<EgressRules>> rules, Services services) {
        this.rules = rules;
        this.services = services;
    }

    @Override
    public String socket() {
        return SocketLayout.EGRESS_SOCKET;
    }

    @Override
    public boolean isOpenTo(AgentName agent) {
        return rules.apply(agent).isPresent();
    }

    /// How many connections to other hosts were begun since start.
    public long opened() {
        return services.reach().opened();
    }

    @Override
    public int callsUnderWay() {
        return uses.values().stream().mapToInt(AgentUse::underWay).sum();
    }

    @Override
    public void serve(ChannelPipeline pipeline, Supplier<Agent> agent, Peer peer) {
        FramedRequests.addToProxy(pipeline);
        pipeline.addLast("egress", new EgressHandler(services, () -> client(agent.get(), peer)));
    }

    private Client client(Agent agent, Peer peer) {
        return new Client(agent, peer, rules.apply(agent.name()), use(agent.name()));
    }

    private AgentUse use(AgentName agent) {
        return uses.computeIfAbsent(agent, fresh -> new AgentUse());
    }
}
