package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import dev.gatehouse.broker.upstream.ForgeAccounts;
import dev.gatehouse.broker.upstream.ForgeInquiry;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One agent's token, read and asked about as the daemon does, but in a hurry and without alarms.
final class TokenDesk implements ForgeDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Agent agent;
    private final TokenStore tokens;
    private final ForgeInquiry inquiry;
    private final EventLoopGroup loops;

    private TokenDesk(Agent agent, TokenStore tokens, ForgeInquiry inquiry, EventLoopGroup loops) {
        this.agent = agent;
        this.tokens = tokens;
        this.inquiry = inquiry;
        this.loops = loops;
    }

    static TokenDesk open(Configuration configuration, Agent agent, TokenSources sources)
            throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Connections connections = new Connections(hurried(RoomSettings.forge(configuration)));
        TokenStore tokens =
                new TokenStore(
                        sources,
                        new ForgeAccounts(
                                connections,
                                loops,
                                asked -> RoomSettings.namedInFull(configuration.policy(), asked)),
                        _ -> {},
                        InstantSource.system());
        TokenDesk desk = new TokenDesk(agent, tokens, new ForgeInquiry(connections, loops), loops);
        tokens.serve(List.of(agent)).toCompletableFuture().join();
        return desk;
    }

    private static UpstreamSettings hurried(UpstreamSettings forge) {
        return new UpstreamSettings(
                forge.name(),
                forge.url(),
                forge.caFile(),
                shorter(forge.connect()),
                shorter(forge.firstByte()),
                shorter(forge.idle()));
    }

    private static Duration shorter(Duration configured) {
        return configured.compareTo(PATIENCE) < 0 ? configured : PATIENCE;
    }

    @Override
    public CredentialState state() {
        return tokens.state(agent.name());
    }

    @Override
    public Answer ask(String target) {
        return switch (tokens.lend(agent.name())) {
            case Lending.Unavailable unavailable -> new Answer.Unanswered(unavailable.detail());
            case Lending.Lent lent -> {
                try (var loan = lent.loan()) {
                    yield answer(inquiry.get(loan, target).toCompletableFuture().join());
                }
            }
        };
    }

    private static Answer answer(ForgeInquiry.Reply reply) {
        return switch (reply) {
            case ForgeInquiry.Reply.Whole(int status, String body) ->
                    new Answer.Answered(status, body);
            case ForgeInquiry.Reply.None(String why) -> new Answer.Unanswered(why);
        };
    }

    @Override
    public void close() {
        tokens.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
