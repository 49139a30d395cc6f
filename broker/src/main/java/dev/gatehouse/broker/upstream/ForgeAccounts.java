package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.credential.AccountAnswer;
import dev.gatehouse.broker.credential.AccountLookup;
import dev.gatehouse.broker.credential.Loan;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks Forgejo whose token it was lent: `GET /api/v1/user`.
public final class ForgeAccounts implements AccountLookup {
    private static final JsonMapper JSON = new JsonMapper();

    private final ForgeConnections connections;
    private final EventLoopGroup loops;

    public ForgeAccounts(ForgeConnections connections, EventLoopGroup loops) {
        this.connections = connections;
        this.loops = loops;
    }

    @Override
    public CompletionStage<AccountAnswer> whoAmI(Agent agent, Loan loan) {
        Gathered sink = new Gathered();
        ForgeCall call =
                new ForgeCall(
                        connections,
                        loops.next(),
                        new Borrowing.Held(loan),
                        lent ->
                                OutboundHead.query(
                                        "/api/v1/user",
                                        EmptyHttpHeaders.INSTANCE,
                                        lent,
                                        connections.settings()),
                        new RequestBody.None(),
                        true,
                        sink);
        call.startOnLoop();
        return sink.result().thenApply(ForgeAccounts::answer);
    }

    private static AccountAnswer answer(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Failed failed ->
                    new AccountAnswer.Unreachable(failed.refusal().detail());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> account(whole.body());
                        case 401 -> new AccountAnswer.Rejected401();
                        case 403 ->
                                new AccountAnswer.CannotTell(
                                        "Forgejo answers 403 to GET /api/v1/user: the token lacks the scope read:user");
                        default ->
                                new AccountAnswer.Unreachable(
                                        "Forgejo answers "
                                                + whole.status()
                                                + " to GET /api/v1/user");
                    };
        };
    }

    private static AccountAnswer account(byte[] body) {
        try {
            String login = JSON.readTree(body).path("login").asString("");
            if (!login.isEmpty()) {
                return new AccountAnswer.IsAccount(login, body);
            }
        } catch (JacksonException invalid) {
            // falls through
        }
        return new AccountAnswer.Unreachable(
                "Forgejo's answer to GET /api/v1/user names no account");
    }
}
