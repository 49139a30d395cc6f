package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.LoggedAlarms;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.upstream.ForgeAccounts;
import dev.gatehouse.broker.upstream.http.Connections;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads every agent's token and asks Forgejo whose it is, without a daemon.
final class TokenCheck {
    private TokenCheck() {}

    /// @return for each agent, one word on its token
    static SortedMap<AgentName, String> run(Configuration configuration, Surroundings surroundings)
            throws IOException {
        List<Agent> agents = RoomSettings.agents(configuration);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Connections connections = new Connections(RoomSettings.forge(configuration));
        try (TokenStore tokens =
                new TokenStore(
                        surroundings.tokenSources(),
                        new ForgeAccounts(
                                connections,
                                loops,
                                agent -> RoomSettings.namedInFull(configuration.policy(), agent)),
                        new LoggedAlarms(),
                        InstantSource.system())) {
            tokens.serve(agents).toCompletableFuture().join();
            SortedMap<AgentName, String> words = new TreeMap<>();
            agents.forEach(agent -> words.put(agent.name(), tokens.state(agent.name()).word()));
            return words;
        } finally {
            loops.shutdownGracefully();
        }
    }
}
