package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// How git fares where the forge, the credential or the agent fails in the middle of things.
@Timeout(120)
class GitFailureIT {
    private static final String OPEN =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], create: true, force: true }
            """;

    @TempDir Path directory;

    private DemoForge forge;
    private Workplace work;
    private GitWorker dev;
    private String clone;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        open(Workplace.GRANTS);
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
        forge.close();
    }

    static String[] grants() {
        return new String[] {Workplace.GRANTS, OPEN};
    }

    /// Once from quarantine, and once straight through.
    @ParameterizedTest
    @MethodSource("grants")
    void saysThatAPushFailedOfWhichTheForgeTookHalf(String grants) throws Exception {
        work.close();
        open(grants);
        noise(8 << 20);
        String id = dev.commit(clone, "with.txt", "noise\n");
        Map<String, String> before = forge.refs("charles", "claude-hooks");
        forge.misbehave(service("git-receive-pack"), new Misbehaviour.DiesReading(1 << 20));

        GitWorker.Ended push = push();

        assertThat(push.status()).as(push.output()).isNotZero();
        assertThat(push.output()).doesNotContain("new branch");
        assertThat(forge.refs("charles", "claude-hooks")).isEqualTo(before);
        assertThat(forge.hasObject("charles", "claude-hooks", id)).isFalse();
        assertThat(outcomeOf("git-receive-pack").path("ending").asString(""))
                .isEqualTo("upstream-failed");
        assertThat(work.quarantined()).isEmpty();
        forge.behave();
        GitWorker.Ended again = push();
        assertThat(again.status()).as("it goes on as if nothing was: %s", again.output()).isZero();
    }

    @Test
    void takesNoHalfCloneForAWhole() throws Exception {
        noise(2 << 20);
        dev.commit(clone, "with.txt", "noise\n");
        assertThat(push().status()).isZero();
        forge.misbehave(service("git-upload-pack"), new Misbehaviour.TearsBody(500_000));

        GitWorker.Ended torn =
                dev.git(".", "-c", "protocol.version=0", "clone", dev.url(HOOKS), "torn");

        assertThat(torn.status()).as(torn.output()).isNotZero();
        assertThat(dev.home().resolve("torn")).doesNotExist();
        assertThat(outcomeOf("git-upload-pack").path("ending").asString(""))
                .isEqualTo("upstream-failed");
    }

    @Test
    void waitsForASlowForge() throws IOException {
        forge.misbehave(
                service("git-upload-pack"), new Misbehaviour.Trickles(256, Duration.ofMillis(300)));

        GitWorker.Ended slow = dev.git(".", "clone", dev.url(HOOKS), "slow");

        assertThat(slow.status()).as(slow.output()).isZero();
        assertThat(dev.done("slow", "fsck")).doesNotContain("missing");
    }

    @Test
    void givesUpOnASilentForge() throws IOException {
        forge.misbehave(service("git-upload-pack"), new Misbehaviour.Hangs());

        assertThat(dev.git(".", "clone", dev.url(HOOKS), "silent").output()).contains("error: 504");
    }

    @Test
    void givesUpOnAForgeThatTakesNoMoreOfAPack() throws Exception {
        work.close();
        open(OPEN);
        assertThat(push().status()).as("a grant and a token that are fit").isZero();
        forge.misbehave(service("git-receive-pack"), new Misbehaviour.Hangs());
        String command = RawPush.ZEROS + " " + dev.head(clone) + " refs/heads/dev/stuck";
        byte[] push = RawPush.of(new byte[64 << 20], command + RawPush.CAPABILITIES).body();
        try (AgentConnection agent = AgentConnection.open(work.broker().socket("dev"));
                ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AgentClient.Reply> reply = worker.submit(agent::reply);
            agent.send(
                    "POST /"
                            + HOOKS
                            + "/git-receive-pack HTTP/1.1\r\nHost: forge\r\n"
                            + "Content-Type: application/x-git-receive-pack-request\r\n"
                            + "Content-Length: "
                            + push.length
                            + "\r\n\r\n");
            agent.send(push);

            assertThat(reply.get(30, TimeUnit.SECONDS).refusal()).startsWith("upstream-");
        }
    }

    @Test
    void passesOnThatTheForgeFailed() throws IOException {
        forge.misbehave(service("git-upload-pack"), new Misbehaviour.AnswersStatus(500));
        assertThat(dev.git(".", "clone", dev.url(HOOKS), "failed").output()).contains("error: 500");
        forge.behave();
        forge.misbehave(service("git-receive-pack"), new Misbehaviour.AnswersStatus(500));
        dev.commit(clone, "failed.txt", "x\n");
        assertThat(push().output()).contains("HTTP 500");
    }

    @Test
    void sendsGitNoAdvertisementThatIsNone() throws IOException {
        dev.commit(clone, "garbage.txt", "x\n");
        forge.misbehave(
                service("refs?service=git-receive-pack"), new Misbehaviour.SendsGarbage(5000));

        GitWorker.Ended push = push();

        assertThat(push.output()).contains("error: 502");
        forge.misbehave(service("git-upload-pack"), new Misbehaviour.SendsGarbage(5000));
        assertThat(dev.git(".", "clone", dev.url(HOOKS), "garbage").status()).isNotZero();
    }

    @Test
    void saysThatTheCredentialIsDeadAndNeverAsksForAnother() throws IOException {
        dev.commit(clone, "dead.txt", "x\n");
        forge.revokeToken(forge.token("dev-bot"));

        for (String[] command :
                new String[][] {
                    {"push", "origin", "HEAD:refs/heads/dev/broken"}, {"fetch", "origin"}
                }) {
            GitWorker.Ended ended = dev.git(clone, Map.of("GIT_TRACE_CURL", "1"), command);
            assertThat(ended.output())
                    .contains("error: 502")
                    .contains("Gatehouse-Refusal: credential-rejected")
                    .as("git would prompt, and agents look for keys")
                    .doesNotContain("HTTP/1.1 401")
                    .doesNotContainIgnoringCase("www-authenticate")
                    .doesNotContain("could not read Username");
        }
    }

    @Test
    void forgetsAPushWhoseAgentHangsUp() throws Exception {
        forge.forgetRequests();
        byte[] head =
                RawPush.of(
                                new byte[0],
                                RawPush.ZEROS
                                        + " "
                                        + RawPush.ONES
                                        + " refs/heads/dev/gone"
                                        + RawPush.CAPABILITIES)
                        .body();
        try (AgentConnection agent = AgentConnection.open(work.broker().socket("dev"))) {
            agent.send(
                    "POST /"
                            + HOOKS
                            + "/git-receive-pack HTTP/1.1\r\nHost: forge\r\n"
                            + "Content-Type: application/x-git-receive-pack-request\r\n"
                            + "Content-Length: 100000\r\n\r\n");
            agent.send(head);
            agent.send("PACK".getBytes(StandardCharsets.US_ASCII));
            awaitQuarantine();
        }

        assertThat(work.quarantined()).isEmpty();
        assertThat(outcomeOf("git-receive-pack").path("ending").asString(""))
                .isEqualTo("client-gone");
        assertThat(forge.requests())
                .extracting(RecordedRequest::path)
                .noneMatch(path -> path.endsWith("/git-receive-pack"));
    }

    private void awaitQuarantine() throws IOException, InterruptedException {
        Path waiting = work.directory().resolve("state/git/quarantine");
        for (int tries = 0; tries < 200; tries++) {
            try (var pushes = Files.list(waiting)) {
                if (pushes.findAny().isPresent()) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the push was not taken into quarantine");
    }

    private void open(String grants) throws IOException {
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"), grants);
        dev = work.dev();
        clone = dev.clone(HOOKS);
    }

    private void noise(int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(2).nextBytes(noise);
        Files.write(dev.home().resolve(clone + "/noise"), noise);
    }

    private GitWorker.Ended push() throws IOException {
        return dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/broken");
    }

    private static Predicate<Request> service(String end) {
        return request -> request.target().endsWith("/" + end);
    }

    /// How the last call of that service came out.
    private JsonNode outcomeOf(String service) throws Exception {
        work.audit().settle();
        int intent = work.recorded("intent", service).getLast().path("seq").asInt();
        return work.audit().of("outcome").stream()
                .filter(outcome -> outcome.path("intent").asInt() == intent)
                .findFirst()
                .orElseThrow();
    }
}
