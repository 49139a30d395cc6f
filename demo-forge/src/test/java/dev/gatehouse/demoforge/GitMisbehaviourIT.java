package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the git command makes of a forge that goes wrong, and that nothing is left of it.
final class GitMisbehaviourIT {
    private static final String HOOKS = "charles/claude-hooks";
    private static final String BRANCH = "HEAD:refs/heads/dev/noise";

    private final Path directory;
    private final DemoForge forge;
    private final TestingForge testing;

    GitMisbehaviourIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.forge = DemoForge.start(directory.resolve("forge"));
        this.testing = new DemoTestingForge(forge);
    }

    /// Something that takes more than one buffer to send.
    @BeforeEach
    void makeNoise() throws Exception {
        Checkout clone = checkout();
        noise(clone, 1);
        assertThat(clone.push("HEAD:refs/heads/dev/first").exit()).isZero();
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    private Checkout checkout() throws Exception {
        return Checkout.of(testing, "dev-bot", HOOKS, directory);
    }

    private static String noise(Checkout clone, int seed) throws Exception {
        var noise = new byte[2 * 1024 * 1024];
        new Random(seed).nextBytes(noise);
        Files.write(clone.directory().resolve("noise"), noise);
        return clone.commit("Make noise");
    }

    private static Predicate<Request> at(String end) {
        return request -> request.path().endsWith(end);
    }

    private GitCommand.Output cloneAnew() throws Exception {
        Path clone = Files.createTempDirectory(directory, "clone");
        return GitCommand.run(clone, "clone", Checkout.url(testing, "dev-bot", HOOKS), ".");
    }

    @Test
    void sendsAPackSlowly() throws Exception {
        forge.misbehave(
                at("/git-upload-pack"),
                new Misbehaviour.Trickles(256 * 1024, Duration.ofMillis(50)));
        long start = System.nanoTime();
        var cloned = cloneAnew();
        assertThat(cloned.exit()).as(cloned.text()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("2 MiB in 8 pieces and more")
                .isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void closesTheConnectionWithinAPack() throws Exception {
        forge.misbehave(at("/git-upload-pack"), new Misbehaviour.TearsBody(100_000));
        var cloned = cloneAnew();
        assertThat(cloned.exit()).isNotZero();
        forge.misbehave("/", new Misbehaviour.TearsBody(3));
        assertThatThrownBy(() -> ForgeClient.anonymous(forge.url()).get("api/v1/version"))
                .as("the chunks have no end")
                .isInstanceOf(IOException.class);
    }

    @Test
    void diesWithinAPushAndKeepsTheRepositoryAsItWas() throws Exception {
        Checkout clone = checkout();
        String id = noise(clone, 2);
        Map<String, String> before = forge.refs("charles", "claude-hooks");
        forge.misbehave(at("/git-receive-pack"), new Misbehaviour.DiesReading(1024 * 1024));
        var pushed = clone.push(BRANCH);
        assertThat(pushed.exit()).as(pushed.text()).isNotZero();
        assertThat(forge.refs("charles", "claude-hooks")).isEqualTo(before);
        assertThat(forge.hasObject("charles", "claude-hooks", id)).isFalse();
        forge.behave();
        assertThat(clone.push(BRANCH).exit()).as("the repository is sound").isZero();
        assertThat(forge.hasObject("charles", "claude-hooks", id)).isTrue();
    }

    @Test
    void asksForACredentialItWasGiven() throws Exception {
        forge.misbehave(at("/info/refs"), new Misbehaviour.Challenges());
        assertThat(cloneAnew().text()).contains("Authentication failed");
    }

    @Test
    void rejectsTheCredentialInTheWordsOfTheWeb() throws Exception {
        forge.misbehave(at("/info/refs"), new Misbehaviour.RejectsCredential());
        Reply reply =
                ForgeClient.with(forge.url(), forge.token("dev-bot"))
                        .get(HOOKS + "/info/refs?service=git-upload-pack");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).startsWith("Credentials are incorrect");
    }

    @Test
    void failsAPush() throws Exception {
        Checkout clone = checkout();
        clone.commit("New");
        forge.misbehave(at("/git-receive-pack"), new Misbehaviour.AnswersStatus(500));
        var pushed = clone.push(BRANCH);
        assertThat(pushed.exit()).isNotZero();
        assertThat(pushed.text()).contains("500");
    }

    @Test
    void sendsNoPktLinesWherePktLinesBelong() throws Exception {
        forge.misbehave(at("/git-upload-pack"), new Misbehaviour.SendsGarbage(5000));
        assertThat(cloneAnew().text()).contains("bad line length");
        forge.misbehave(at("/info/refs"), new Misbehaviour.SendsGarbage(5000));
        assertThat(cloneAnew().exit()).isNotZero();
    }

    @Test
    void recordsWhatGitSent() throws Exception {
        Checkout clone = checkout();
        clone.commit("New");
        forge.forgetRequests();
        assertThat(clone.push(BRANCH, "-o", "topic=x").exit()).isZero();
        var advertisement = forge.requests().getFirst();
        assertThat(advertisement.path()).isEqualTo("/" + HOOKS + "/info/refs");
        assertThat(advertisement.query().first("service")).contains("git-receive-pack");
        var push = forge.requests().getLast();
        assertThat(push.method()).isEqualTo("POST");
        assertThat(push.path()).isEqualTo("/" + HOOKS + "/git-receive-pack");
        assertThat(push.header("Authorization")).isPresent();
        assertThat(push.body().text()).contains("refs/heads/dev/noise").contains("topic=x");
    }
}
