package dev.gatehouse.broker.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.credential.source.TokenWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls go on while their token is replaced, file, watch and all.
@Timeout(120)
class RotationUnderLoadIT {
    private static final int ROTATIONS = 200;
    private static final int BORROWERS = 3;
    private static final AgentName DEV = new AgentName("dev");

    @TempDir private Path directory;
    private final TestingForge forge = new TestingForge();
    private final Queue<Alarm> alarms = new ConcurrentLinkedQueue<>();
    private final Set<Generation> generations = ConcurrentHashMap.newKeySet();
    private volatile boolean rotating = true;

    @Test
    void failsNoCallAndWipesEveryReplacedToken() throws Exception {
        replaceBy(0);
        Agent dev =
                TestingStore.agent(
                        "dev",
                        new AccountName("dev-bot"),
                        new TokenSource.TokenFile(directory.resolve("dev")));
        TokenSources sources = new TokenSources(EffectiveUser.uid(), Optional.empty(), Map.of());
        try (TokenStore store =
                        new TokenStore(sources, forge, alarms::add, InstantSource.system());
                TokenWatcher _ = TokenWatcher.start(List.of(dev), sources, store::sourceChanged);
                ExecutorService threads = Executors.newFixedThreadPool(BORROWERS)) {
            TestingStore.await(store.serve(List.of(dev)));
            List<Future<Integer>> borrowers =
                    IntStream.range(0, BORROWERS)
                            .mapToObj(_ -> threads.submit(borrower(store)))
                            .toList();
            for (int i = 1; i <= ROTATIONS; i++) {
                replaceBy(i);
                awaitMore(store, i % 40 == 0 ? i : 0);
            }
            rotating = false;
            for (Future<Integer> borrower : borrowers) {
                assertThat(borrower.get(20, TimeUnit.SECONDS)).as("it borrowed").isPositive();
            }
            assertThat(alarms).as("rotating is no fault").isEmpty();
            try (Loan last = TestingStore.loanOf(TestingStore.await(store.lendVerified(DEV)))) {
                generations.remove(last.generation());
                assertThat(last.generation().secret().isWiped()).as("still in use").isFalse();
            }
            assertThat(generations)
                    .as("several tokens were in use, and each is wiped")
                    .hasSizeGreaterThan(4)
                    .allMatch(generation -> generation.secret().isWiped());
        }
    }

    private Callable<Integer> borrower(TokenStore store) {
        return () -> {
            int borrowed = 0;
            long newest = 0;
            while (rotating) {
                try (Loan loan = TestingStore.loanOf(TestingStore.await(store.lendVerified(DEV)))) {
                    assertThat(TestingStore.tokenOf(loan))
                            .as("whole, old or new")
                            .matches("rotation-token-\\d{6}");
                    assertThat(loan.number()).as("never back").isGreaterThanOrEqualTo(newest);
                    newest = loan.number();
                    generations.add(loan.generation());
                    borrowed++;
                }
            }
            return borrowed;
        };
    }

    private void replaceBy(int number) throws IOException {
        String token = token(number);
        forge.account(token, "dev-bot");
        Path next = directory.resolve("next");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, token + "\n");
        Files.move(next, directory.resolve("dev"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Until there were some more loans, and, if a number is given, loans of that token.
    private static void awaitMore(TokenStore store, int number) {
        long enough = store.lendings() + 20;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (store.lendings() < enough || !(number == 0 || isCurrent(store, token(number)))) {
            assertThat(System.nanoTime()).as("lent within 30 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static boolean isCurrent(TokenStore store, String token) {
        try (Loan loan = TestingStore.loanOf(TestingStore.await(store.lendVerified(DEV)))) {
            return TestingStore.tokenOf(loan).equals(token);
        }
    }

    private static String token(int number) {
        return "rotation-token-%06d".formatted(number);
    }
}
