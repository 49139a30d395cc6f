package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.admission.Conditional;
import dev.gatehouse.broker.admission.Provisional;
import dev.gatehouse.broker.admission.RepositoryAnswer;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.git.ObjectFormat;
import dev.gatehouse.broker.quarantine.ForgeObjects;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.broker.upstream.http.UpstreamFault;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The way to Forgejo for calls of agents.
public final class ForgeClient {
    /// What refusals call it.
    public static final String SERVER = "Forgejo";

    private final Connections connections;
    private final TokenStore tokens;
    private final LfsStorage storage;
    private final RepositoryQuestions questions;

    public ForgeClient(Connections connections, TokenStore tokens, LfsStorage storage) {
        this.connections = connections;
        this.storage = storage;
        this.tokens = tokens;
        this.questions = new RepositoryQuestions(connections, tokens);
    }

    /// Makes the call of an admitted request; it goes out when it is started. The sink hears of
    /// everything, on this event loop.
    ///
    /// @param client the agent's header fields, of which only the allowed ones go on
    public UpstreamCall call(
            EventLoop loop,
            Admitted admitted,
            HttpHeaders client,
            RequestBody body,
            AnswerSink sink) {
        Optional<LfsStorage.Address> elsewhere = elsewhere(admitted);
        if (elsewhere.isPresent()) {
            Connections there = elsewhere.get().connections();
            return new UpstreamCall(
                    there,
                    loop,
                    new NobodyLender(
                            tokens,
                            admitted.asking().agent().name(),
                            () ->
                                    ForgeHead.elsewhere(
                                            elsewhere.get().target(), client, there.settings())),
                    new RequestBody.None(),
                    true,
                    sink);
        }
        HttpMethod method = admitted.route().method();
        return new UpstreamCall(
                connections,
                loop,
                new AgentLender(
                        tokens,
                        admitted.asking().agent().name(),
                        isLfsBatch(admitted.route()),
                        loan -> ForgeHead.of(admitted, client, body, loan, connections.settings())),
                body,
                method == HttpMethod.GET || method == HttpMethod.HEAD,
                sink);
    }

    private Optional<LfsStorage.Address> elsewhere(Admitted admitted) {
        return admitted.route() instanceof Route.Lfs lfs && lfs.call() == LfsCall.DOWNLOAD
                ? lfs.object()
                        .flatMap(object ->
                                storage.addressOf(
                                        admitted.asking().agent().name(),
                                        lfs.repository(),
                                        object.oid()))
                : Optional.empty();
    }

    /// Where LFS objects are that Forgejo does not give itself.
    public LfsStorage storage() {
        return storage;
    }

    private static boolean isLfsBatch(Route route) {
        return route instanceof Route.Lfs lfs && lfs.call() == LfsCall.BATCH;
    }

    /// Asks what a provisional call waits for.
    public CompletionStage<RepositoryAnswer> ask(EventLoop loop, Provisional provisional) {
        return questions.ask(loop, provisional);
    }

    /// What Forgejo has of the repository that a push goes to. Its methods block.
    public ForgeObjects objects(EventLoop loop, Conditional conditional, ObjectFormat format) {
        return new RepositoryObjects(connections, tokens, loop, conditional, format);
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
                                                        UpstreamFault.UNREACHABLE.refusal(
                                                                connections.settings().name())));
                            }
                            case Lending.Unavailable unavailable ->
                                    new OwnAccountAnswer.Unknown(AgentLender.refusal(unavailable));
                        });
    }
}
