package dev.gatehouse.broker.credential;

import static dev.gatehouse.broker.credential.TestingStore.DEV;
import static dev.gatehouse.broker.credential.TestingStore.NEW_TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.TOKEN;
import static dev.gatehouse.broker.credential.TestingStore.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Whatever happens to a token, no text tells it: no log line at any level, no exception, no
/// `toString`.
class CanaryTest {
    private static final TokenMask BOTH =
            TokenMask.of(
                    List.of(
                            TokenForms.of(TOKEN.getBytes(US_ASCII)),
                            TokenForms.of(NEW_TOKEN.getBytes(US_ASCII))));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> texts = new ArrayList<>();
    private @Nullable Level before;
    private final TestingForge forge = new TestingForge().account(TOKEN, "dev-bot");
    private final TestingSource source = new TestingSource(TOKEN);
    private final TokenStore store =
            new TokenStore(source, forge, new LoggedAlarms(), new TestingClock());

    @BeforeEach
    void listen() {
        Logger root = root();
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        log.start();
    }

    @AfterEach
    void close() {
        store.close();
        root().detachAppender(log);
        root().setLevel(before);
    }

    @Test
    void noTextTellsAToken() {
        await(store.serve(List.of(TestingStore.dev(TestingStore.DEV_BOT))));
        live();
        forge.answer(TOKEN, new AccountAnswer.CannotTell("scopes of token " + TOKEN));
        note(await(store.verify(DEV)));
        note(await(store.lendVerified(DEV)));
        forge.account(TOKEN, TOKEN);
        note(await(store.verify(DEV)));
        source.isUnreadable("token file is empty");
        await(store.reload());
        forge.account(NEW_TOKEN, "dev-bot");
        source.holds(NEW_TOKEN);
        await(store.reload());
        live();
        assertThat(new String(echo(), US_ASCII)).doesNotContain(TOKEN);

        log.list.forEach(event -> texts.add(event.getFormattedMessage()));
        assertThat(log.list).as("there was something to log").hasSizeGreaterThanOrEqualTo(4);
        assertThat(texts)
                .as("every text of it all, unchanged by the mask")
                .hasSizeGreaterThan(20)
                .allSatisfy(text -> assertThat(BOTH.mask(text)).isEqualTo(text));
    }

    @Test
    void aLookupThatThrowsTheTokenAboutTellsItToNobody() {
        AccountLookup careless =
                (_, loan) ->
                        CompletableFuture.failedStage(
                                new IllegalArgumentException(
                                        "illegal header: " + TestingStore.tokenOf(loan)));
        try (TokenStore other =
                new TokenStore(source, careless, new LoggedAlarms(), new TestingClock())) {
            await(other.serve(List.of(TestingStore.dev(TestingStore.DEV_BOT))));

            assertThat(other.state(DEV))
                    .isEqualTo(
                            new CredentialState.Unverified(
                                    "Forgejo did not answer: IllegalArgumentException"));
        }
    }

    @Test
    void theCanaryWouldBeSeen() {
        assertThat(BOTH.mask("a token " + TOKEN)).doesNotContain(TOKEN);
        assertThat(BOTH.mask("a token " + NEW_TOKEN)).doesNotContain(NEW_TOKEN);
    }

    private void live() {
        Lending lending = await(store.lendVerified(DEV));
        Loan loan = TestingStore.loanOf(lending);
        RejectionOutcome outcome = await(store.rejected(loan));
        note(lending, loan, loan.generation(), loan.generation().secret(), outcome);
        loan.close();
        note(catchThrowable(() -> TestingStore.tokenOf(loan)));
        note(store.state(DEV), store, store.mask(), store.masker(DEV));
        note(new Reading.Token(loan.generation().secret()));
        await(store.reload());
    }

    private byte[] echo() {
        byte[] answer = ("{\"Authorization\":\"token " + TOKEN + "\"}").getBytes(US_ASCII);
        assertThat(store.masker(DEV).mask(ByteBuffer.wrap(answer))).isEmpty();
        return answer;
    }

    private void note(Object... shown) {
        for (Object each : shown) {
            StringWriter text = new StringWriter();
            text.append(String.valueOf(each));
            if (each instanceof Throwable thrown) {
                thrown.printStackTrace(new PrintWriter(text, true));
            }
            texts.add(text.toString());
        }
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
