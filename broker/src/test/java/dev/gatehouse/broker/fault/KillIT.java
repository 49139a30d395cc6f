package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.RawPush;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is killed (SIGKILL) at random moments while agents write, read and push: its audit
/// stays whole, and the forge never got what was not announced there before.
@Timeout(3600)
class KillIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final int KILLS = Proof.of(5, 100);
    private static final byte[] EMPTY_PACK =
            HexFormat.of()
                    .parseHex("5041434b0000000200000000029d08823bd8a8eab510ad6ac75c823cfd3ed31e");
    private static final int LATEST_MILLIS = 1500;
    private static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], create: true, force: true }
            limits: { requests-per-minute: 100000 }
            """;

    @TempDir Path directory;

    private final Random random = new Random();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private long pushed;
    private long made;
    private final Set<String> read = new HashSet<>();
    private long readings;
    private final List<Thread> load = new ArrayList<>();
    private volatile boolean over;
    private DemoForge forge;
    private String main;
    private ApartBroker broker;
    private Intents intents;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                ApartBroker.start(
                        directory,
                        TestingBroker.of(directory, forge.url())
                                .agent("dev", "dev-bot", forge.token("dev-bot"), GRANTS)
                                .agent("boss", "boss-bot", forge.token("boss-bot"), GRANTS));
        main = Objects.requireNonNull(forge.refs("charles", "claude-hooks").get("refs/heads/main"));
        intents = new Intents(broker.auditFile());
    }

    @AfterEach
    void stop() throws Exception {
        endLoad();
        broker.close();
        forge.close();
    }

    @Test
    void leavesAWholeAuditInWhichAllIsAnnouncedThatWasSent(TestReporter reporter) throws Exception {
        go(this::push);
        go(this::push);
        go(this::makeBranch);
        go(this::readIssues);
        int torn = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(random.nextInt(LATEST_MILLIS));
            broker.kill();
            allIsAnnounced();
            switch (AuditVerifier.verify(broker.auditFile())) {
                case Verification.Verified _ -> {}
                case Verification.Broken broken -> {
                    assertThat(broken.what()).as("%s", broken).contains("torn");
                    torn++;
                }
            }
            broker.startAgain();
            awaitWhole();
        }
        endLoad();
        broker.stop();
        allIsAnnounced();

        Verification found = AuditVerifier.verify(broker.auditFile());
        assertThat(found).isInstanceOf(Verification.Verified.class);
        Verification.Verified verified = (Verification.Verified) found;
        assertThat(verified.recoveries()).isEqualTo(KILLS);
        assertThat(verified.openIntents()).isZero();
        assertThat(pushed).as("pushes that reached the forge").isPositive();
        reporter.publishEntry(
                KILLS + " kills",
                "%d calls answered, %d cut; %d pushes, %d branches and %d readings of %d pages reached the forge; %d records, %d intents without an outcome, %d torn last lines"
                        .formatted(
                                answered.get(),
                                cut.get(),
                                pushed,
                                made,
                                readings,
                                read.size(),
                                verified.records(),
                                verified.abandonedIntents(),
                                torn));
    }

    /// Whatever the forge has got by now.
    private void allIsAnnounced() throws IOException {
        List<RecordedRequest> requests = forge.requests();
        forge.forgetRequests();
        intents.readOn();
        assertThat(intents.unannounced(requests)).as("pushed, and in no intent").isEmpty();
        pushed += Intents.pushed(requests).count();
        made += count(requests, "POST", HOOKS + "/branches");
        requests.stream()
                .filter(request -> request.path().equals(HOOKS + "/issues"))
                .forEach(request -> {
                    read.add(request.target());
                    readings++;
                });
        assertThat(made).as("branches made").isLessThanOrEqualTo(intents.of("repoCreateBranch"));
        assertThat(read).as("pages read").hasSizeLessThanOrEqualTo(intents.of("issueListIssues"));
    }

    private static long count(List<RecordedRequest> requests, String method, String path) {
        return requests.stream()
                .filter(request -> request.method().equals(method) && request.path().equals(path))
                .count();
    }

    /// The next broker makes whole what the kill tore. It writes already, so that a look can meet
    /// half a line again.
    private void awaitWhole() throws IOException, InterruptedException {
        Verification found = AuditVerifier.verify(broker.auditFile());
        for (int tries = 0; tries < 20 && found instanceof Verification.Broken; tries++) {
            Thread.sleep(20);
            found = AuditVerifier.verify(broker.auditFile());
        }
        assertThat(found).isInstanceOf(Verification.Verified.class);
    }

    /// The control: what reaches the forge without an intent is found.
    @Test
    void findsWhatWasSentWithoutAnIntent() throws Exception {
        push();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        forge.url()
                                                .resolve(
                                                        "/charles/claude-hooks.git/git-receive-pack"))
                                .header("Authorization", "token " + forge.token("boss-bot"))
                                .header("Content-Type", "application/x-git-receive-pack-request")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                push("past-it").body()))
                                .build(),
                        BodyHandlers.discarding());
        intents.readOn();

        assertThat(Intents.pushed(forge.requests())).hasSize(2);
        assertThat(intents.unannounced(forge.requests())).containsExactly("refs/heads/dev/past-it");
    }

    /// The commit is there already, so the pack holds nothing.
    private void push() throws IOException {
        count(
                push("k-" + names.incrementAndGet())
                        .to(broker.client("boss"), "charles/claude-hooks.git"));
    }

    private RawPush push(String branch) {
        return RawPush.of(
                EMPTY_PACK,
                "%s %s refs/heads/dev/%s%s"
                        .formatted(RawPush.ZEROS, main, branch, RawPush.CAPABILITIES));
    }

    private void makeBranch() throws IOException {
        count(
                broker.client("dev")
                        .json(
                                "POST",
                                HOOKS + "/branches",
                                "{\"new_branch_name\":\"dev/k-%d\",\"old_branch_name\":\"main\"}"
                                        .formatted(names.incrementAndGet())));
    }

    /// Of a page of its own: what only reads is sent once more where a kept connection turns out to
    /// be closed, and stands in one intent.
    private void readIssues() throws IOException {
        count(broker.client("dev").get(HOOKS + "/issues?limit=1&page=" + names.incrementAndGet()));
    }

    private void count(AgentClient.Reply reply) {
        boolean whole = reply.status() != 0 && !reply.body().endsWith("<cut>");
        (whole ? answered : cut).incrementAndGet();
    }

    private void endLoad() throws InterruptedException {
        over = true;
        for (Thread thread : load) {
            thread.join();
        }
    }

    @FunctionalInterface
    private interface Work {
        void once() throws IOException;
    }

    /// Over and over; while there is no broker it waits for the next.
    private void go(Work work) {
        load.add(
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over) {
                                attempt(work);
                            }
                        }));
    }

    private static void attempt(Work work) {
        try {
            work.once();
        } catch (IOException away) {
            // There is no broker at the moment: the next time there may be.
        }
        try {
            Thread.sleep(5);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
