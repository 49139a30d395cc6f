package dev.gatehouse.broker.credential;

import static dev.gatehouse.broker.credential.TestingStore.DEV;
import static dev.gatehouse.broker.credential.TestingStore.NEW_TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.await;
import static dev.gatehouse.broker.credential.TestingStore.causeOf;
import static dev.gatehouse.broker.credential.TestingStore.loanOf;
import static dev.gatehouse.broker.credential.TestingStore.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationTest {
    private final TestingStore testing = TestingStore.serving();
    private final TokenStore store = testing.store;

    @AfterEach
    void close() {
        testing.close();
    }

    @Test
    void finishesRunningCallsWithTheTokenTheyBeganWith() {
        Loan running = testing.borrow();
        rotateTo(NEW_TOKEN);

        try (Loan next = testing.borrow()) {
            assertThat(tokenOf(next)).isEqualTo(NEW_TOKEN);
            assertThat(next.number()).isEqualTo(running.number() + 1);
        }
        assertThat(tokenOf(running)).isEqualTo(TOKEN);
        running.close();
        assertThat(running.generation().secret().isWiped()).as("after its last loan").isTrue();
    }

    @Test
    void makesCallsWaitForTheCheckOfANewToken() {
        testing.forge.account(NEW_TOKEN, "dev-bot");
        CompletableFuture<Boolean> gate = testing.forge.hold();
        testing.source.holds(NEW_TOKEN);
        CompletionStage<Void> reloaded = store.reload();
        awaitUnverified();

        CompletionStage<Lending> call = store.lendVerified(DEV);

        assertThat(call.toCompletableFuture()).isNotDone();
        gate.complete(true);
        try (Loan loan = loanOf(await(call))) {
            assertThat(tokenOf(loan)).isEqualTo(NEW_TOKEN);
        }
        await(reloaded);
        assertThat(testing.forge.timesAsked()).as("the background's check").isEqualTo(2);
    }

    @Test
    void doesNotFallBackWhenTheNewTokenIsSomebodyElses() {
        testing.forge.account(NEW_TOKEN, "somebody");
        testing.source.holds(NEW_TOKEN);
        await(store.reload());

        assertThat(causeOf(testing.lendVerified())).isEqualTo(Lending.Cause.IDENTITY_MISMATCH);
        assertThat(store.lendings()).isZero();
    }

    @Test
    void keepsTheOldTokenWhileTheSourceIsUnreadable() {
        testing.source.isUnreadable("token file is empty");
        await(store.reload());
        await(store.reload());

        testing.borrow().close();
        assertThat(testing.alarms)
                .as("one alarm for one problem")
                .containsExactly(
                        new Alarm.TokenUnreadable(
                                DEV, "token file is empty", "chmod 600 /etc/canary-path", true));
    }

    @Test
    void takesTheWholeTokenAfterAHalfWrittenOne() {
        testing.forge.account(NEW_TOKEN, "dev-bot");
        CompletableFuture<Boolean> gate = testing.forge.hold();
        testing.source.holds(NEW_TOKEN.substring(0, 20));
        CompletionStage<Void> reloaded = store.reload();
        awaitUnverified();
        CompletionStage<Lending> call = store.lendVerified(DEV);
        testing.source.holds(NEW_TOKEN);
        gate.complete(true);

        try (Loan loan = loanOf(await(call))) {
            assertThat(tokenOf(loan))
                    .as("the 401 to half a token had it read again")
                    .isEqualTo(NEW_TOKEN);
        }
        await(reloaded);
        assertThat(testing.alarms).isEmpty();
    }

    @Test
    void masksTheReplacedTokenForADayAndTheLastFourForGood() {
        rotateTo(NEW_TOKEN);
        assertThat(store.mask().mask(TOKEN)).as("just replaced").doesNotContain(TOKEN);

        for (int i = 0; i < 4; i++) {
            rotateTo("another-token-of-dev-" + i);
        }
        assertThat(store.mask().mask(TOKEN)).as("five tokens ago, today").doesNotContain(TOKEN);

        testing.clock.advance(Duration.ofHours(25));
        rotateTo("another-token-of-dev-9");
        assertThat(store.mask().mask(TOKEN)).as("yesterday's").isEqualTo(TOKEN);
        assertThat(store.mask().mask("another-token-of-dev-0"))
                .as("one of the last four")
                .doesNotContain("another");
    }

    private void rotateTo(String token) {
        testing.forge.account(token, "dev-bot");
        testing.source.holds(token);
        await(store.reload());
    }

    private void awaitUnverified() {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!(store.state(DEV) instanceof CredentialState.Unverified)) {
            assertThat(System.nanoTime()).as("read within 10 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
