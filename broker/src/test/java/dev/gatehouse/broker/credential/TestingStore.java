package dev.gatehouse.broker.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A store with one agent, `dev`, whose account is `dev-bot`, and everything around it.
final class TestingStore implements AutoCloseable {
    static final AgentName DEV = new AgentName("dev");
    static final AccountName DEV_BOT = new AccountName("dev-bot");
    static final String TOKEN = "1111111111111111111111111111111111111111";
    static final String NEW_TOKEN = "2222222222222222222222222222222222222222";

    final TestingForge forge = new TestingForge().account(TOKEN, "dev-bot");
    final TestingSource source = new TestingSource(TOKEN);
    final TestingClock clock = new TestingClock();
    final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    final TokenStore store = new TokenStore(source, forge, alarms::add, clock);

    /// Not read, not checked.
    static TestingStore untouched() {
        return new TestingStore();
    }

    /// Read and checked.
    static TestingStore serving() {
        TestingStore testing = new TestingStore();
        await(testing.store.serve(List.of(dev(DEV_BOT))));
        return testing;
    }

    static Agent dev(AccountName account) {
        return agent("dev", account, new TokenSource.TokenFile(Path.of("/etc/canary-path")));
    }

    static Agent agent(String name, AccountName account, TokenSource source) {
        return new Agent(
                new AgentName(name),
                account,
                source,
                new SocketOwner(10001, 10001),
                Optional.empty(),
                Limits.DEFAULT);
    }

    Lending lendVerified() {
        return await(store.lendVerified(DEV));
    }

    Loan borrow() {
        return loanOf(lendVerified());
    }

    static Loan loanOf(Lending lending) {
        assertThat(lending).isInstanceOf(Lending.Lent.class);
        return ((Lending.Lent) lending).loan();
    }

    static Lending.Cause causeOf(Lending lending) {
        assertThat(lending).isInstanceOf(Lending.Unavailable.class);
        return ((Lending.Unavailable) lending).cause();
    }

    static String tokenOf(Loan loan) {
        return loan.use(bytes -> new String(bytes, US_ASCII));
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        store.close();
    }
}
