package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/// What an operator wants to know of a forge before it is used: what it is, and what a token sees
/// of it. Its answers are those of the connection that the daemon would use, with the same trust
/// and time limits.
///
/// From any thread; the stages are completed on the loop.
public final class ForgeSurvey {
    private static final String VERSION = "/api/v1/version";

    private final Connections connections;
    private final EventLoop loop;

    public ForgeSurvey(Connections connections, EventLoop loop) {
        this.connections = connections;
        this.loop = loop;
    }

    /// Asks without a token.
    public CompletionStage<VersionAnswer> version() {
        Gathered sink = new Gathered();
        new UpstreamCall(
                        connections,
                        loop,
                        new StrangerLender(
                                ForgeHead.elsewhere(
                                        connections.settings().pathPrefix() + VERSION,
                                        EmptyHttpHeaders.INSTANCE,
                                        connections.settings())),
                        new RequestBody.None(),
                        true,
                        sink)
                .startOnLoop();
        return sink.result().thenApply(VersionAnswer::of);
    }

    /// @param loan stays the caller's, who closes it after the answer
    public CompletionStage<VersionAnswer> version(Loan loan) {
        return ask(loan, VERSION).thenApply(VersionAnswer::of);
    }

    /// @param loan stays the caller's, who closes it after the answer
    public CompletionStage<SightAnswer> repository(RepositoryName repository, Loan loan) {
        return ask(loan, "/api/v1/repos/" + repository).thenApply(SightAnswer::of);
    }

    /// What became of a question whose answer is nobody's but the caller's to read.
    public sealed interface Reply {
        record Whole(int status, String body) implements Reply {}

        /// @param why for the operator
        record None(String why) implements Reply {}
    }

    /// @param target such as `/api/v1/user`
    /// @param loan stays the caller's, who closes it after the answer
    public CompletionStage<Reply> get(String target, Loan loan) {
        return ask(loan, target).thenApply(ForgeSurvey::reply);
    }

    private static Reply reply(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Whole whole ->
                    new Reply.Whole(
                            whole.status(), new String(whole.body(), StandardCharsets.UTF_8));
            case Gathered.Result.Failed failed -> new Reply.None(failed.refusal().detail());
        };
    }

    private CompletionStage<Gathered.Result> ask(Loan loan, String target) {
        return new LoanQuestions(connections, loop, loan).get(target);
    }
}
