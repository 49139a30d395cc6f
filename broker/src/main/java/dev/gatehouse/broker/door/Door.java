package dev.gatehouse.broker.door;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;

/// One kind of socket that agents have: to the forge, to a model, to the network. Any thread.
public interface Door {
    /// The name of its file in an agent's directory.
    String socket();

    /// What it is called in one word: that file's name without its suffix.
    default String name() {
        return socket().replaceFirst("\\.sock$", "");
    }

    /// Whether this agent has it. Where not, there is no such file.
    boolean isOpenTo(AgentName agent);

    /// Calls that have begun and not ended, of all agents.
    int callsUnderWay();

    /// Puts what serves the agent behind a new connection. The kernel said who calls, nothing was
    /// read yet, and nothing is read unless it is asked for.
    ///
    /// @param pipeline empty; a [Drain] comes through it when the broker stops
    /// @param agent as the configuration has it now
    void serve(ChannelPipeline pipeline, Supplier<Agent> agent, Peer peer);
}
