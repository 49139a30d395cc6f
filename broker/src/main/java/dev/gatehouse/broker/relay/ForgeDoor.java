package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.door.Door;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.broker.line.AnswerMemory;
import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.line.LocalLine;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.channel.ChannelPipeline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The door to Forgejo, which every agent has.
public final class ForgeDoor implements Door {
    private final Services services;
    private final Map<AgentName, AgentLimits> limits = new ConcurrentHashMap<>();
    private final AnswerMemory memory = AnswerMemory.ofHeap();

    public ForgeDoor(Services services) {
        this.services = services;
    }

    @Override
    public String socket() {
        return SocketLayout.FORGE_SOCKET;
    }

    @Override
    public int callsUnderWay() {
        return limits.values().stream().mapToInt(AgentLimits::underWay).sum();
    }

    @Override
    public boolean isOpenTo(AgentName agent) {
        return true;
    }

    @Override
    public void serve(ChannelPipeline pipeline, Supplier<Agent> agent, Peer peer) {
        FramedRequests.addAskedTo(pipeline);
        Caller caller = new Caller(peer, () -> line(pipeline, agent, peer));
        pipeline.addLast(
                "exchange",
                new ExchangeHandler(
                        (context, head, onEnd) ->
                                new Exchange(
                                        context,
                                        services,
                                        limited(agent.get()),
                                        caller,
                                        head,
                                        onEnd),
                        "connection of agent " + agent.get().name()));
    }

    private ForgeLine line(ChannelPipeline outer, Supplier<Agent> agent, Peer peer) {
        return new LocalLine(
                outer.channel().eventLoop(), inner -> serve(inner, agent, peer), memory);
    }

    private LimitedAgent limited(Agent agent) {
        return new LimitedAgent(
                agent,
                limits.compute(
                        agent.name(),
                        (_, counted) -> AgentLimits.orNew(counted, agent.limits(), "limits")));
    }
}
