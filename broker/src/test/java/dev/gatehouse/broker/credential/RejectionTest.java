package dev.gatehouse.broker.credential;

import static dev.gatehouse.broker.credential.TestingStore.DEV;
import static dev.gatehouse.broker.credential.TestingStore.DEV_BOT;
import static dev.gatehouse.broker.credential.TestingStore.NEW_TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.await;
import static dev.gatehouse.broker.credential.TestingStore.causeOf;
import static dev.gatehouse.broker.credential.TestingStore.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The 401 contract: one look at the source, one other token if it has one, else one question to
/// Forgejo: dead if it answers 401 to that too, and alive if not.
@Timeout(60)
class RejectionTest {
    private final TestingStore testing = TestingStore.serving();
    private final TokenStore store = testing.store;

    @AfterEach
    void close() {
        testing.close();
    }

    static Stream<Arguments> whatTheSourceHoldsNow() {
        return Stream.of(
                row(
                        "the same token, which is revoked",
                        testing -> testing.forge.revoke(TOKEN),
                        Lending.Cause.CREDENTIAL_REJECTED),
                row(
                        "the same token, which is somebody else's now",
                        testing -> testing.forge.account(TOKEN, "somebody"),
                        Lending.Cause.IDENTITY_MISMATCH),
                row(
                        "nothing readable",
                        testing -> {
                            testing.forge.revoke(TOKEN);
                            testing.source.isUnreadable("is gone");
                        },
                        Lending.Cause.CREDENTIAL_REJECTED),
                row(
                        "another token that gets 401 too",
                        testing -> testing.source.holds(NEW_TOKEN),
                        Lending.Cause.CREDENTIAL_REJECTED),
                row(
                        "somebody else's token",
                        testing -> {
                            testing.source.holds(NEW_TOKEN);
                            testing.forge.account(NEW_TOKEN, "somebody");
                        },
                        Lending.Cause.IDENTITY_MISMATCH),
                row(
                        "a token that cannot be checked now",
                        testing -> {
                            testing.source.holds(NEW_TOKEN);
                            testing.forge.answer(NEW_TOKEN, new AccountAnswer.Unreachable("down"));
                        },
                        Lending.Cause.UPSTREAM_UNREACHABLE));
    }

    private static Arguments row(String name, Consumer<TestingStore> change, Lending.Cause cause) {
        return Arguments.of(name, change, cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatTheSourceHoldsNow")
    void isDeadIfTheSourceHolds(String name, Consumer<TestingStore> change, Lending.Cause cause) {
        Loan loan = testing.borrow();
        change.accept(testing);

        RejectionOutcome outcome = await(store.rejected(loan));
        loan.close();

        assertThat(outcome).as(name).isInstanceOf(RejectionOutcome.Dead.class);
        assertThat(((RejectionOutcome.Dead) outcome).why().cause()).isEqualTo(cause);
        assertThat(causeOf(testing.lendVerified())).as("and so for the next call").isEqualTo(cause);
        assertThat(store.lendings()).as("only the first").isEqualTo(1);
    }

    static Stream<AccountAnswer> whatProvesATokenAlive() {
        return Stream.of(
                new AccountAnswer.IsAccount("dev-bot", new byte[0]),
                new AccountAnswer.CannotTell("403: the token lacks the scope read:user"));
    }

    @ParameterizedTest
    @MethodSource("whatProvesATokenAlive")
    void blamesTheCallIfForgejoStillTakesTheToken(AccountAnswer answer) {
        testing.forge.answer(TOKEN, answer);

        assertThat(reject()).isEqualTo(new RejectionOutcome.Alive());

        testing.borrow().close();
        assertThat(testing.alarms).as("the operator has nothing to do").isEmpty();
    }

    @Test
    void keepsTheTokenIfForgejoDoesNotSayWhetherItIsValid() {
        testing.forge.answer(TOKEN, new AccountAnswer.Unreachable("down"));

        assertThat(reject())
                .isInstanceOfSatisfying(
                        RejectionOutcome.Unclear.class,
                        unclear ->
                                assertThat(unclear.why().cause())
                                        .isEqualTo(Lending.Cause.UPSTREAM_UNREACHABLE));

        testing.borrow().close();
        assertThat(testing.alarms).isEmpty();
    }

    @Test
    void asksForgejoOnceForManyRejectedCallsOfATokenThatIsAlive() {
        List<Loan> loans = IntStream.range(0, 100).mapToObj(_ -> testing.borrow()).toList();
        int asked = testing.forge.timesAsked();
        CompletableFuture<Boolean> gate = testing.forge.hold();

        List<CompletionStage<RejectionOutcome>> outcomes =
                loans.stream().map(store::rejected).toList();
        gate.complete(true);

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(await(outcome)).isEqualTo(new RejectionOutcome.Alive()));
        assertThat(testing.forge.timesAsked()).as("one question for all").isEqualTo(asked + 1);
        loans.forEach(Loan::close);
    }

    @Test
    void asksAnewForEachLaterRejection() {
        assertThat(reject()).isEqualTo(new RejectionOutcome.Alive());
        testing.forge.revoke(TOKEN);

        assertThat(reject()).isInstanceOf(RejectionOutcome.Dead.class);
    }

    @Test
    void lendsTheTokenThatReplacedTheRejectedOneWhileForgejoWasAsked() {
        CompletableFuture<Boolean> gate = testing.forge.hold();
        Loan old = testing.borrow();
        int asked = testing.forge.timesAsked();
        CompletionStage<RejectionOutcome> outcome = store.rejected(old);
        while (testing.forge.timesAsked() == asked) {
            Thread.onSpinWait();
        }
        rotate();
        CompletionStage<Void> reloaded = store.reload();
        while (!(store.state(DEV) instanceof CredentialState.Unverified)) {
            Thread.onSpinWait();
        }
        testing.forge.revoke(TOKEN);
        gate.complete(true);

        Loan current = retryOf(await(outcome));

        assertThat(tokenOf(current)).isEqualTo(NEW_TOKEN);
        await(reloaded);
        current.close();
        old.close();
        assertThat(testing.alarms).as("a rotation is no alarm").isEmpty();
    }

    @Test
    void lendsTheOtherTokenIfTheSourceHoldsOne() {
        Loan loan = testing.borrow();
        rotate();

        Loan other = retryOf(await(store.rejected(loan)));

        assertThat(tokenOf(other)).isEqualTo(NEW_TOKEN);
        other.close();
        loan.close();
        assertThat(testing.alarms).as("a rotation is no alarm").isEmpty();
    }

    @Test
    void lendsTheCurrentTokenIfTheRejectedOneWasReplacedMeanwhile() {
        Loan old = testing.borrow();
        rotate();
        await(store.reload());
        int reads = testing.source.timesRead();

        Loan current = retryOf(await(store.rejected(old)));

        assertThat(tokenOf(current)).isEqualTo(NEW_TOKEN);
        assertThat(testing.source.timesRead()).as("no need to look").isEqualTo(reads);
        current.close();
        old.close();
    }

    @Test
    void looksAtTheSourceOnceForManyRejections() {
        List<Loan> loans = IntStream.range(0, 100).mapToObj(_ -> testing.borrow()).toList();
        int reads = testing.source.timesRead();
        testing.forge.revoke(TOKEN);

        List<CompletionStage<RejectionOutcome>> outcomes =
                loans.stream().map(store::rejected).toList();

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(await(outcome)).isInstanceOf(RejectionOutcome.Dead.class));
        assertThat(testing.source.timesRead()).isEqualTo(reads + 1);
        assertThat(testing.alarms)
                .as("one alarm")
                .containsExactly(new Alarm.CredentialRejected(DEV, DEV_BOT));
        loans.forEach(Loan::close);
    }

    @Test
    void staysDeadUntilTheSourceHoldsAnotherToken() {
        testing.forge.revoke(TOKEN);
        assertThat(reject()).isInstanceOf(RejectionOutcome.Dead.class);

        store.sourceChanged(DEV);
        assertThat(causeOf(testing.lendVerified()))
                .as("touched, not changed")
                .isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
        rotate();
        await(store.reload());

        try (Loan next = testing.borrow()) {
            assertThat(tokenOf(next)).isEqualTo(NEW_TOKEN);
        }
    }

    @Test
    void looksAtTheSourceOfADeadTokenNowAndThenWhenAskedForIt() {
        testing.forge.revoke(TOKEN);
        assertThat(reject()).isInstanceOf(RejectionOutcome.Dead.class);
        rotate();

        Lending tooSoon = testing.lendVerified();
        testing.clock.advance(Credential.LOOK_AGAIN_AFTER.plusSeconds(1));
        Lending starts = testing.lendVerified();

        assertThat(causeOf(tooSoon)).isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
        assertThat(causeOf(starts)).isEqualTo(Lending.Cause.CREDENTIAL_REJECTED);
        awaitLent();
    }

    private RejectionOutcome reject() {
        try (Loan loan = testing.borrow()) {
            return await(store.rejected(loan));
        }
    }

    private void awaitLent() {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (testing.store.lend(DEV) instanceof Lending.Unavailable) {
            assertThat(System.nanoTime()).as("looked at within 10 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void rotate() {
        testing.source.holds(NEW_TOKEN);
        testing.forge.account(NEW_TOKEN, "dev-bot");
    }

    private static Loan retryOf(RejectionOutcome outcome) {
        assertThat(outcome).isInstanceOf(RejectionOutcome.RetryWith.class);
        return ((RejectionOutcome.RetryWith) outcome).loan();
    }
}
