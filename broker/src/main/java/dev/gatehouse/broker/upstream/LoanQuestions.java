package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.util.concurrent.CompletionStage;

/// Questions of the broker's own, asked with one token that is already lent and that the lender
/// closes after the last answer.
///
/// @param loop on which every question is asked
record LoanQuestions(Connections connections, EventLoop loop, Loan loan) {
    /// From any thread; the stage is completed on the loop.
    CompletionStage<Gathered.Result> get(String target) {
        Gathered sink = new Gathered();
        new UpstreamCall(
                        connections,
                        loop,
                        new HeldLender(
                                loan,
                                lent ->
                                        ForgeHead.query(
                                                target,
                                                EmptyHttpHeaders.INSTANCE,
                                                lent,
                                                connections.settings())),
                        new RequestBody.None(),
                        true,
                        sink)
                .startOnLoop();
        return sink.result();
    }
}
