package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks Forgejo whose a token is and says what that makes of the credential.
final class AccountCheck {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private static final byte[] NO_JSON = {};

    /// @param state what is known now
    /// @param accountJson Forgejo's description of the account if it is the right one, else empty
    @SuppressWarnings("ArrayRecordComponent") // handed from here to the holding, never outside
    record Finding(CredentialState state, byte[] accountJson) {}

    private final Agent agent;
    private final Desk desk;

    AccountCheck(Agent agent, Desk desk) {
        this.agent = agent;
        this.desk = desk;
    }

    /// Blocks until Forgejo answers, at most [#ANSWER_WITHIN].
    AccountAnswer ask(Loan loan) {
        try {
            return CompletableFuture.completedFuture(loan)
                    .thenCompose(open -> desk.lookup().whoAmI(agent, open))
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AccountAnswer.Unreachable("the broker is stopping");
        } catch (TimeoutException e) {
            return new AccountAnswer.Unreachable(
                    "no answer within " + ANSWER_WITHIN.toSeconds() + " s");
        } catch (ExecutionException e) {
            // Its message is another's text about a request that held the token: only its name.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new AccountAnswer.Unreachable(cause.getClass().getSimpleName());
        }
    }

    /// @param before what was known about the same token
    Finding judge(AccountAnswer answer, CredentialState before) {
        Instant now = desk.clock().instant();
        AccountName expected = agent.account();
        return switch (answer) {
            case AccountAnswer.IsAccount(String login, byte[] json) when expected.isLogin(login) ->
                    new Finding(new CredentialState.Verified(now), json);
            case AccountAnswer.IsAccount(String login, byte[] _) -> {
                String actual = AccountName.isValid(login) ? login : "(no valid login)";
                yield new Finding(
                        new CredentialState.Mismatch(expected, masked(actual), now), NO_JSON);
            }
            case AccountAnswer.Rejected401 _ ->
                    new Finding(new CredentialState.Rejected(now), NO_JSON);
            case AccountAnswer.CannotTell(String why) ->
                    new Finding(new CredentialState.Unproven(expected, masked(why), now), NO_JSON);
            case AccountAnswer.Unreachable(String why) ->
                    new Finding(
                            before instanceof CredentialState.Unverified
                                    ? new CredentialState.Unverified(
                                            "Forgejo did not answer: " + masked(why))
                                    : before,
                            NO_JSON);
        };
    }

    private String masked(String text) {
        return desk.known().mask().mask(text);
    }
}
