package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.upstream.http.Connections;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/// Questions that an operator has of the forge, asked with an agent's token. They only read.
public final class ForgeInquiry {
    private final Connections connections;
    private final EventLoopGroup loops;

    public ForgeInquiry(Connections connections, EventLoopGroup loops) {
        this.connections = connections;
        this.loops = loops;
    }

    /// What became of one.
    public sealed interface Reply {
        record Whole(int status, String body) implements Reply {}

        /// @param why for the operator
        record None(String why) implements Reply {}
    }

    /// `GET`.
    ///
    /// @param loan open until the stage completes, and closed by the caller
    /// @param target such as `/api/v1/user`
    public CompletionStage<Reply> get(Loan loan, String target) {
        return new LoanQuestions(connections, loops.next(), loan)
                .get(target)
                .thenApply(ForgeInquiry::reply);
    }

    private static Reply reply(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Whole whole ->
                    new Reply.Whole(
                            whole.status(), new String(whole.body(), StandardCharsets.UTF_8));
            case Gathered.Result.Failed failed -> new Reply.None(failed.refusal().detail());
        };
    }
}
