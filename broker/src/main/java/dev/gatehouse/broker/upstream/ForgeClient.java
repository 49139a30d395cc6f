package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.admission.Provisional;
import dev.gatehouse.broker.admission.RepositoryAnswer;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.route.HttpMethod;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletionStage;

/// The way to Forgejo for calls of agents.
public final class ForgeClient {
    private final ForgeConnections connections;
    private final TokenStore tokens;
    private final RepositoryQuestions questions;

    public ForgeClient(ForgeConnections connections, TokenStore tokens) {
        this.connections = connections;
        this.tokens = tokens;
        this.questions = new RepositoryQuestions(connections, tokens);
    }

    /// Makes the call of an admitted request; it goes out when it is started. The sink hears of
    /// everything, on this event loop.
    ///
    /// @param client the agent's header fields, of which only the allowed ones go on
    public ForgeCall call(
            EventLoop loop,
            Admitted admitted,
            HttpHeaders client,
            RequestBody body,
            AnswerSink sink) {
        HttpMethod method = admitted.route().method();
        return new ForgeCall(
                connections,
                loop,
                new Borrowing.OfAgent(tokens, admitted.asking().agent().name()),
                loan -> OutboundHead.of(admitted, client, body, loan, connections.settings()),
                body,
                method == HttpMethod.GET || method == HttpMethod.HEAD,
                sink);
    }

    /// Asks what a provisional call waits for.
    public CompletionStage<RepositoryAnswer> ask(EventLoop loop, Provisional provisional) {
        return questions.ask(loop, provisional);
    }

    /// Forgejo's answer to `GET /api/v1/user`, as it was at the last check.
    public CompletionStage<OwnAccountAnswer> ownAccount(Admitted admitted) {
        AgentName agent = admitted.asking().agent().name();
        return tokens.lendVerified(agent)
                .thenApply(lending ->
                        switch (lending) {
                            case Lending.Lent lent -> {
                                lent.loan().close();
                                yield tokens.accountJson(agent)
                                        .<OwnAccountAnswer>map(OwnAccountAnswer.Known::new)
                                        .orElseGet(() ->
                                                new OwnAccountAnswer.Unknown(
                                                        UpstreamFault.UNREACHABLE.refusal()));
                            }
                            case Lending.Unavailable unavailable ->
                                    new OwnAccountAnswer.Unknown(ForgeCall.refusal(unavailable));
                        });
    }
}
