package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.Alarms;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.upstream.ForgeAccounts;
import dev.gatehouse.broker.upstream.ForgeSurvey;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What a command asks of the forge without a daemon, with tokens that are read and checked as the
/// daemon does it. Blocks; one thread.
final class Errand implements AutoCloseable {
    private final EventLoopGroup loops;
    private final TokenStore tokens;
    private final ForgeSurvey survey;

    private Errand(EventLoopGroup loops, TokenStore tokens, ForgeSurvey survey) {
        this.loops = loops;
        this.tokens = tokens;
        this.survey = survey;
    }

    /// @param alarms hear what a daemon would raise
    static Errand begin(UpstreamSettings forge, Policy policy, TokenSources sources, Alarms alarms)
            throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Connections connections = new Connections(forge);
        return new Errand(
                loops,
                new TokenStore(
                        sources,
                        new ForgeAccounts(
                                connections,
                                loops,
                                agent -> RoomSettings.namedInFull(policy, agent)),
                        alarms,
                        InstantSource.system()),
                new ForgeSurvey(connections, loops.next()));
    }

    /// Reads the agents' tokens anew, and asks the forge whose they are.
    void check(List<Agent> agents) {
        tokens.serve(agents).toCompletableFuture().join();
    }

    CredentialState state(AgentName agent) {
        return tokens.state(agent);
    }

    /// Asks without a token.
    <T> T ask(Function<ForgeSurvey, CompletionStage<T>> question) {
        return question.apply(survey).toCompletableFuture().join();
    }

    /// What is asked with a token.
    @FunctionalInterface
    interface Question<T> {
        CompletionStage<T> of(ForgeSurvey survey, Loan loan);
    }

    /// Asks with an agent's token, if that is good.
    ///
    /// @param otherwise the answer where it is not, from the reason
    <T> T ask(AgentName agent, Question<T> question, Function<String, T> otherwise) {
        return switch (tokens.lend(agent)) {
            case Lending.Lent(Loan loan) -> {
                try (loan) {
                    yield question.of(survey, loan).toCompletableFuture().join();
                }
            }
            case Lending.Unavailable why -> otherwise.apply(why.detail());
        };
    }

    @Override
    public void close() {
        tokens.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
