package dev.gatehouse.broker.credential;

import static dev.gatehouse.broker.credential.TestingStore.DEV;
import static dev.gatehouse.broker.credential.TestingStore.DEV_BOT;
import static dev.gatehouse.broker.credential.TestingStore.TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.await;
import static dev.gatehouse.broker.credential.TestingStore.causeOf;
import static dev.gatehouse.broker.credential.TestingStore.loanOf;
import static dev.gatehouse.broker.credential.TestingStore.tokenOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenStoreTest {
    private final TestingStore testing = TestingStore.untouched();
    private final TokenStore store = testing.store;

    @AfterEach
    void close() {
        testing.close();
    }

    @Test
    void lendsNothingBeforeForgejoWasAsked() {
        CompletableFuture<Boolean> gate = testing.forge.hold();
        CompletionStage<Void> served = serve();

        assertThat(causeOf(store.lend(DEV))).isEqualTo(Lending.Cause.UPSTREAM_UNREACHABLE);
        assertThat(store.accountJson(DEV)).isEmpty();
        gate.complete(true);
        await(served);
        loanOf(store.lend(DEV)).close();
    }

    @Test
    void checksTheAccountOnceForManyFirstCalls() {
        CompletableFuture<Boolean> gate = testing.forge.hold();
        CompletionStage<Void> served = serve();
        List<CompletionStage<Lending>> calls =
                IntStream.range(0, 50).mapToObj(_ -> store.lendVerified(DEV)).toList();
        gate.complete(true);

        calls.forEach(call -> loanOf(await(call)).close());

        await(served);
        assertThat(testing.forge.timesAsked()).as("one check for all").isEqualTo(1);
        assertThat(testing.source.timesRead()).isEqualTo(1);
        assertThat(store.lendings()).as("the check is not counted").isEqualTo(50);
        assertThat(store.lendings(DEV)).isEqualTo(50);
    }

    @Test
    void answersAtOnceOnceVerified() {
        await(serve());

        CompletionStage<Lending> lending = store.lendVerified(DEV);

        assertThat(lending.toCompletableFuture()).as("no event loop waits").isDone();
        loanOf(await(lending)).close();
    }

    @Test
    void keepsForgejosDescriptionOfTheAccount() {
        await(serve());

        assertThat(store.accountJson(DEV))
                .hasValueSatisfying(json ->
                        assertThat(new String(json, US_ASCII))
                                .isEqualTo("{\"login\":\"dev-bot\"}"));
    }

    @Test
    void refusesATokenOfAnotherAccount() {
        testing.forge.account(TOKEN, "somebody");
        await(serve());

        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.IDENTITY_MISMATCH);
        assertThat(store.lendings()).as("credentials lent").isZero();
        assertThat(store.accountJson(DEV)).isEmpty();
        assertThat(testing.alarms)
                .containsExactly(new Alarm.IdentityMismatch(DEV, DEV_BOT, "somebody"));
    }

    @Test
    void takesTheLoginInAnyCase() {
        testing.forge.account(TOKEN, "Dev-Bot");
        await(serve());

        testing.borrow().close();
    }

    @Test
    void showsNothingThatForgejoCallsALoginUnlessItIsOne() {
        testing.forge.account(TOKEN, "dev-bot\n[31m" + TOKEN);
        await(serve());

        assertThat(testing.alarms)
                .containsExactly(new Alarm.IdentityMismatch(DEV, DEV_BOT, "(no valid login)"));
    }

    @Test
    void refusesATokenWhoseAccountForgejoDoesNotName() {
        testing.forge.answer(TOKEN, new AccountAnswer.CannotTell("403 for " + TOKEN));
        await(serve());

        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.IDENTITY_MISMATCH);
        assertThat(store.lendings()).isZero();
        assertThat(testing.alarms)
                .as("and masks what the check says")
                .containsExactly(new Alarm.AccountUnproven(DEV, DEV_BOT, "403 for " + stars()));
    }

    @Test
    void asksAgainWhenForgejoCouldNotBeReached() {
        testing.forge.answer(TOKEN, new AccountAnswer.Unreachable("connection refused"));
        await(serve());

        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.UPSTREAM_UNREACHABLE);
        testing.forge.account(TOKEN, "dev-bot");
        testing.borrow().close();
        assertThat(testing.alarms).isEmpty();
    }

    @Test
    void staysVerifiedWhenALaterCheckGetsNoAnswer() {
        await(serve());
        testing.forge.answer(TOKEN, new AccountAnswer.Unreachable("connection refused"));

        assertThat(await(store.verify(DEV))).isInstanceOf(CredentialState.Verified.class);
        assertThat(store.accountJson(DEV)).isPresent();
        testing.borrow().close();
    }

    @Test
    void rereadsTheSourceOnceWhenTheFirstCheckIsA401() {
        testing.forge.revoke(TOKEN);
        await(serve());

        assertThat(testing.source.timesRead()).as("at start, and after the 401").isEqualTo(2);
        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
        assertThat(testing.alarms).containsExactly(new Alarm.CredentialRejected(DEV, DEV_BOT));
    }

    @Test
    void tellsAnAgentNeitherPathsNorOtherAccounts() {
        testing.source.isUnreadable("/etc/canary-path is gone");
        await(serve());
        Lending unreadable = testing.lendVerified();
        testing.source.holds(TOKEN);
        testing.forge.account(TOKEN, "somebody");
        await(store.reload());

        assertThat(unreadable + " " + testing.lendVerified())
                .doesNotContain("canary-path")
                .doesNotContain("somebody")
                .contains("Do not look for another credential");
    }

    @Test
    void servesOnlyTheConfiguredAgents() {
        await(serve());
        AgentName stranger = new AgentName("stranger");

        assertThat(causeOf(store.lend(stranger))).isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
        assertThat(causeOf(await(store.lendVerified(stranger))))
                .isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
    }

    @Test
    void keepsAVerifiedTokenWhenTheConfigurationStaysTheSame() {
        await(serve());
        await(serve());

        assertThat(testing.forge.timesAsked()).isEqualTo(1);
    }

    @Test
    void checksAgainWhenAnotherAccountIsConfigured() {
        await(serve());
        await(store.serve(List.of(TestingStore.dev(new AccountName("other-bot")))));

        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.IDENTITY_MISMATCH);
    }

    @Test
    void wipesTheTokenOfARemovedAgentAfterItsLastLoan() {
        await(serve());
        Loan loan = testing.borrow();
        await(store.serve(List.of()));

        assertThat(tokenOf(loan)).as("a call under way goes on").isEqualTo(TOKEN);
        loan.close();
        assertThat(loan.generation().secret().isWiped()).isTrue();
        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
    }

    @Test
    void lendsNothingOfAClosedLoan() {
        await(serve());
        Loan loan = testing.borrow();
        loan.close();
        loan.close();

        assertThatIllegalStateException().isThrownBy(() -> tokenOf(loan));
        assertThat(loan.generation().secret().isWiped())
                .as("closing twice gives back once")
                .isFalse();
    }

    @Test
    void reloadAsksAgainAboutADeadToken() {
        testing.forge.revoke(TOKEN);
        await(serve());
        testing.forge.account(TOKEN, "dev-bot");

        await(store.reload());

        testing.borrow().close();
    }

    @Test
    void raisesAnAlarmForAnEchoedToken() {
        await(serve());

        byte[] chunk = ("x" + TOKEN + "x").getBytes(US_ASCII);
        byte[] before = store.masker(DEV).mask(ByteBuffer.wrap(chunk));

        assertThat(before).isEmpty();
        assertThat(new String(chunk, US_ASCII)).isEqualTo("x" + stars() + "x");
        assertThat(testing.alarms).containsExactly(new Alarm.TokenEchoed(DEV));
    }

    private CompletionStage<Void> serve() {
        return store.serve(List.of(TestingStore.dev(DEV_BOT)));
    }

    private static String stars() {
        return "*".repeat(TOKEN.length());
    }
}
