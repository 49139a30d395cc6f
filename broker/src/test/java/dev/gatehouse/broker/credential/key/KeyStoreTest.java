package dev.gatehouse.broker.credential.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.AccountAnswer;
import dev.gatehouse.broker.credential.Alarm;
import dev.gatehouse.broker.credential.KnownTokens;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.Secret;
import dev.gatehouse.broker.credential.TestingClock;
import dev.gatehouse.broker.credential.TokenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyStoreTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final ModelKey SOURCE = new ModelKey.OAuthFile(Path.of("/home/op/login.json"));

    private final TestingClock clock = new TestingClock();
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile KeyReader.Reading source = key("sk-first-1234", Optional.empty());
    private final TokenStore tokens =
            new TokenStore(
                    source -> new Reading.Unreadable("no token here", "none wanted"),
                    (agent, loan) ->
                            CompletableFuture.completedStage(new AccountAnswer.Rejected401()),
                    alarms::add,
                    clock);
    private final KnownTokens known = tokens.known();
    private final KeyStore store =
            new KeyStore(
                    key -> {
                        readings.incrementAndGet();
                        return copy(source);
                    },
                    known,
                    alarms::add,
                    clock);

    @AfterEach
    void close() {
        store.close();
        tokens.close();
    }

    @Test
    void lendsWhatTheSourceHolds() {
        serve();
        assertThat(lent()).isEqualTo("sk-first-1234");
        assertThat(store.state(DEV).word()).isEqualTo("ok");
        assertThat(store.lendings()).as("lendings are counted").isEqualTo(1);
    }

    @Test
    void lendsNothingToAnAgentWithoutAKey() {
        assertThat(await(store.lend(DEV))).isInstanceOf(KeyLending.Unneeded.class);
    }

    @Test
    void lendsTheNewKeyOnceTheSourceChangedAndLeavesOpenLoansWhole() {
        serve();
        Loan before = loan();
        source = key("sk-second-1234", Optional.empty());
        store.reload().toCompletableFuture().join();
        assertThat(lent()).isEqualTo("sk-second-1234");
        assertThat(text(before))
                .as("a call under way ends with its key")
                .isEqualTo("sk-first-1234");
        before.close();
    }

    @Test
    void readsTheSourceAgainWhenTheKeyHasExpired() {
        source = key("sk-first-1234", Optional.of(clock.instant().plusSeconds(60)));
        serve();
        assertThat(lent()).isEqualTo("sk-first-1234");
        clock.advance(Duration.ofSeconds(61));
        source = key("sk-second-1234", Optional.of(clock.instant().plusSeconds(60)));
        assertThat(lent()).as("renewed by somebody else meanwhile").isEqualTo("sk-second-1234");
    }

    @Test
    void refusesAnExpiredKeyAndSaysWhoRenewsIt() {
        source = key("sk-first-1234", Optional.of(clock.instant().plusSeconds(60)));
        serve();
        clock.advance(Duration.ofSeconds(60));
        KeyLending.Unavailable refused = (KeyLending.Unavailable) await(store.lend(DEV));
        assertThat(refused.detail()).contains("expired");
        assertThat(refused.remedy()).contains("Do not look for another key");
        assertThat(store.state(DEV).word()).isEqualTo("expired");
        int before = readings.get();
        await(store.lend(DEV));
        assertThat(readings.get())
                .as("an agent that asks on does not wear out the disk")
                .isEqualTo(before);
    }

    @Test
    void takesTheKeyThatReplacedARejectedOne() {
        serve();
        Loan rejected = loan();
        source = key("sk-second-1234", Optional.empty());
        KeyLending.Lent other = (KeyLending.Lent) await(store.rejected(rejected));
        assertThat(text(other.loan())).isEqualTo("sk-second-1234");
        assertThat(alarms).isEmpty();
        other.loan().close();
        rejected.close();
    }

    @Test
    void refusesARejectedKeyUntilTheSourceChangesOrAMinuteIsOver() {
        serve();
        Loan rejected = loan();
        assertThat(await(store.rejected(rejected))).isInstanceOf(KeyLending.Unavailable.class);
        rejected.close();
        assertThat(alarms).containsExactly(new Alarm.KeyRejected(DEV));
        assertThat(await(store.lend(DEV))).isInstanceOf(KeyLending.Unavailable.class);
        assertThat(store.state(DEV).word()).isEqualTo("rejected");

        clock.advance(KeyHolding.TRY_AGAIN_AFTER);
        Loan again = loan();
        assertThat(await(store.rejected(again))).isInstanceOf(KeyLending.Unavailable.class);
        again.close();
        assertThat(alarms).as("the same news is told once").hasSize(1);

        source = key("sk-second-1234", Optional.empty());
        clock.advance(KeyHolding.LOOK_AGAIN_AFTER.plusMillis(1));
        assertThat(lent()).isEqualTo("sk-second-1234");
    }

    @Test
    void makesTheKeyAndWhatRenewsItKnownToTheMask() {
        source =
                new KeyReader.Reading.Key(
                        secret("sk-first-1234"),
                        Optional.of(secret("rt-renewal-1234")),
                        Optional.empty());
        serve();
        assertThat(known.mask().mask("x sk-first-1234 y rt-renewal-1234 z"))
                .doesNotContain("sk-first-1234", "rt-renewal-1234");
    }

    @Test
    void goesOnWithTheKeyItHasWhileTheSourceCannotBeRead() {
        serve();
        source = new KeyReader.Reading.Unreadable("half written", "write it whole");
        store.reload().toCompletableFuture().join();
        assertThat(lent()).isEqualTo("sk-first-1234");
        assertThat(alarms)
                .containsExactly(
                        new Alarm.TokenUnreadable(DEV, "half written", "write it whole", true));
    }

    @Test
    void lendsNoMoreToAnAgentThatIsGone() {
        serve();
        store.serve(Map.of());
        assertThat(await(store.lend(DEV))).isInstanceOf(KeyLending.Unneeded.class);
    }

    private void serve() {
        store.serve(Map.of(DEV, SOURCE)).toCompletableFuture().join();
    }

    private Loan loan() {
        return ((KeyLending.Lent) await(store.lend(DEV))).loan();
    }

    private String lent() {
        try (Loan loan = loan()) {
            return text(loan);
        }
    }

    private static String text(Loan loan) {
        return loan.use(bytes -> new String(bytes, US_ASCII));
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static KeyReader.Reading key(String text, Optional<Instant> expires) {
        return new KeyReader.Reading.Key(secret(text), Optional.empty(), expires);
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(US_ASCII));
    }

    /// The store takes what it is given, and wipes it.
    private static KeyReader.Reading copy(KeyReader.Reading reading) {
        return switch (reading) {
            case KeyReader.Reading.Key key ->
                    new KeyReader.Reading.Key(
                            key.secret().use(Secret::copyOf),
                            key.renewal().map(it -> it.use(Secret::copyOf)),
                            key.expires());
            case KeyReader.Reading.Unreadable unreadable -> unreadable;
        };
    }
}
