package dev.gatehouse.broker.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.broker.agent.Agent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A Forgejo that knows some tokens; the others it answers with 401. It can be made to wait.
final class TestingForge implements AccountLookup {
    private final Map<String, AccountAnswer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);

    TestingForge account(String token, String login) {
        return answer(
                token,
                new AccountAnswer.IsAccount(
                        login, ("{\"login\":\"" + login + "\"}").getBytes(US_ASCII)));
    }

    TestingForge answer(String token, AccountAnswer answer) {
        answers.put(token, answer);
        return this;
    }

    void revoke(String token) {
        answers.remove(token);
    }

    /// Answers nothing until the result is completed.
    CompletableFuture<Boolean> hold() {
        gate = new CompletableFuture<>();
        return gate;
    }

    int timesAsked() {
        return asked.get();
    }

    @Override
    public CompletionStage<AccountAnswer> whoAmI(Agent agent, Loan loan) {
        asked.incrementAndGet();
        String token = loan.use(bytes -> new String(bytes, US_ASCII));
        return gate.thenApply(_ -> answers.getOrDefault(token, new AccountAnswer.Rejected401()));
    }
}
