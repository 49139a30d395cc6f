package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.door.Door;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.relay.AgentLimits;
import dev.gatehouse.broker.relay.ExchangeHandler;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.channel.ChannelPipeline;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The door to a model's API, for agents that are granted one.
public final class ModelDoor implements Door {
    private final ModelServices services;
    private final Map<AgentName, AgentLimits> limits = new ConcurrentHashMap<>();

    public ModelDoor(ModelServices services) {
        this.services = services;
    }

    @Override
    public String socket() {
        return SocketLayout.MODEL_SOCKET;
    }

    @Override
    public int callsUnderWay() {
        return limits.values().stream().mapToInt(AgentLimits::underWay).sum();
    }

    @Override
    public boolean isOpenTo(AgentName agent) {
        return services.grants().apply(agent).isPresent();
    }

    @Override
    public void serve(ChannelPipeline pipeline, Supplier<Agent> agent, Peer peer) {
        AgentName name = agent.get().name();
        FramedRequests.addAskedTo(pipeline);
        pipeline.addLast(
                "exchange",
                new ExchangeHandler(
                        (context, head, onEnd) ->
                                new ModelExchange(
                                        context,
                                        services,
                                        limited(name),
                                        new Asking(agent.get(), peer, services.ids().next()),
                                        head,
                                        onEnd),
                        "connection of agent " + name + " to its model"));
    }

    private AgentLimits limited(AgentName name) {
        Limits most =
                most(
                        services.grants()
                                .apply(name)
                                .map(grant -> grant.rules().limits())
                                .orElse(ModelLimits.DEFAULT));
        return limits.compute(
                name, (_, counted) -> AgentLimits.orNew(counted, most, "twice model.limits"));
    }

    /// Of all calls, refused ones too: the budget counts only those that go. Against an agent that
    /// fills the audit with refusals.
    private static Limits most(ModelLimits budget) {
        return new Limits(
                2 * budget.requestsPerMinute(),
                2 * budget.concurrent(),
                Long.MAX_VALUE,
                OptionalLong.empty());
    }
}
