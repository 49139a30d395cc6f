package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.AccountAnswer;
import dev.gatehouse.broker.credential.AccountLookup;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.Connections;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks Forgejo whose token it was lent: `GET /api/v1/user`, and where the token may not ask that,
/// by [AccountProof] on a repository of the agent's grants.
public final class ForgeAccounts implements AccountLookup {
    private static final JsonMapper JSON = new JsonMapper();

    private final Connections connections;
    private final EventLoopGroup loops;
    private final Function<AgentName, List<RepositoryName>> granted;

    /// @param granted the repositories that an agent's grants name in full, in their order
    public ForgeAccounts(
            Connections connections,
            EventLoopGroup loops,
            Function<AgentName, List<RepositoryName>> granted) {
        this.connections = connections;
        this.loops = loops;
        this.granted = granted;
    }

    @Override
    public CompletionStage<AccountAnswer> whoAmI(Agent agent, Loan loan) {
        LoanQuestions questions = new LoanQuestions(connections, loops.next(), loan);
        return questions
                .get("/api/v1/user")
                .thenCompose(result ->
                        isForbidden(result)
                                ? new AccountProof(agent.account(), questions)
                                        .on(granted.apply(agent.name()))
                                : CompletableFuture.completedStage(answer(result)));
    }

    private static boolean isForbidden(Gathered.Result result) {
        return result instanceof Gathered.Result.Whole whole && whole.status() == 403;
    }

    private static AccountAnswer answer(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Failed failed ->
                    new AccountAnswer.Unreachable(failed.refusal().detail());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> account(whole.body());
                        case 401 -> new AccountAnswer.Rejected401();
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
