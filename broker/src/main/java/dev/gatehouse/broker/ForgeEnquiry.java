package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.ForgeAccounts;
import dev.gatehouse.broker.upstream.ForgeSurvey;
import dev.gatehouse.broker.upstream.SightAnswer;
import dev.gatehouse.broker.upstream.VersionAnswer;
import dev.gatehouse.broker.upstream.http.Connections;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks the forge about the one agent of a configuration that is being written. What a daemon would
/// raise as an alarm is an answer here.
final class ForgeEnquiry implements Daemon.Enquiry {
    private final Agent agent;
    private final EventLoopGroup loops;
    private final ForgeSurvey survey;
    private final TokenStore tokens;

    private ForgeEnquiry(Agent agent, EventLoopGroup loops, ForgeSurvey survey, TokenStore tokens) {
        this.agent = agent;
        this.loops = loops;
        this.survey = survey;
        this.tokens = tokens;
    }

    static ForgeEnquiry about(Configuration configuration, Surroundings surroundings)
            throws IOException {
        Connections connections = new Connections(RoomSettings.forge(configuration));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        return new ForgeEnquiry(
                RoomSettings.agents(configuration).getFirst(),
                loops,
                new ForgeSurvey(connections, loops.next()),
                new TokenStore(
                        surroundings.tokenSources(),
                        new ForgeAccounts(
                                connections,
                                loops,
                                name -> RoomSettings.namedInFull(configuration.policy(), name)),
                        alarm -> {},
                        InstantSource.system()));
    }

    @Override
    public VersionAnswer version() {
        return survey.version().toCompletableFuture().join();
    }

    @Override
    public VersionAnswer versionByToken() {
        return switch (lend()) {
            case Lending.Lent(var loan) -> {
                try (loan) {
                    yield survey.version(loan).toCompletableFuture().join();
                }
            }
            case Lending.Unavailable why -> new VersionAnswer.Unreachable(why.detail());
        };
    }

    @Override
    public CredentialState token() {
        tokens.serve(List.of(agent)).toCompletableFuture().join();
        return tokens.state(agent.name());
    }

    @Override
    public SightAnswer repository(RepositoryName repository) {
        return switch (lend()) {
            case Lending.Lent(var loan) -> {
                try (loan) {
                    yield survey.repository(repository, loan).toCompletableFuture().join();
                }
            }
            case Lending.Unavailable why -> new SightAnswer.Unreachable(why.detail());
        };
    }

    private Lending lend() {
        tokens.serve(List.of(agent)).toCompletableFuture().join();
        return tokens.lend(agent.name());
    }

    @Override
    public void close() {
        tokens.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
