package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.demoforge.TestingForge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The git-lfs command through a real broker. With `FORGEJO_BIN`, to a real Forgejo. The tests
/// share one forge, so each has branches and files of its own.
@Timeout(240)
class GitLfsIT {
    private static TestingForge forge;

    @TempDir static Path directory;

    private final ByteArrayOutputStream crossed = new ByteArrayOutputStream();
    private Workplace work;
    private LfsWorker dev;
    private String clone;

    @BeforeAll
    static void startForge() throws IOException {
        LfsWorker.assumeInstalled();
        forge = TestingForge.start(directory.resolve("forge"));
    }

    @AfterAll
    static void stopForge() throws IOException {
        if (forge != null) {
            forge.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"));
        dev =
                new LfsWorker(
                        new GitWorker(
                                work.broker().socket("dev"),
                                work.directory().resolve("lfs"),
                                crossed));
        clone = dev.clone("first");
    }

    @AfterEach
    void stop() throws IOException {
        dev.close();
        work.close();
    }

    @Test
    void pushesAnObjectAndChecksItOutElsewhere() throws IOException {
        String content = "content of some length ".repeat(1000);
        dev.push(clone, "one.bin", content);

        String other = dev.clone("second");
        dev.git().done(other, "checkout", "--quiet", "origin/dev/one.bin");

        assertThat(dev.git().home().resolve(other + "/one.bin")).hasContent(content);
        assertThat(dev.git().done(clone, "cat-file", "-p", "HEAD:one.bin"))
                .as("git has no more than a pointer")
                .startsWith("version https://git-lfs");
        assertThat(work.recorded("intent", "lfs-upload")).hasSize(1);
        assertThat(work.recorded("intent", "lfs-download")).hasSize(1);
    }

    @Test
    void locksAndUnlocks() throws IOException {
        dev.push(clone, "locked.bin", "x".repeat(2000));

        assertThat(dev.git().done(clone, "lfs", "lock", "locked.bin")).contains("Locked");
        assertThat(dev.git().done(clone, "lfs", "locks"))
                .contains("locked.bin")
                .contains("dev-bot");
        assertThat(dev.git().done(clone, "lfs", "unlock", "locked.bin")).contains("Unlocked");
        assertThat(dev.git().done(clone, "lfs", "locks")).doesNotContain("locked.bin");
    }

    @Test
    void breaksNoLockOfAnother() throws IOException {
        dev.push(clone, "theirs.bin", "y".repeat(2000));
        String direct =
                forge.url().toString().replace("//", "//x:" + forge.token("reviewer-bot") + "@");
        dev.git()
                .done(
                        clone,
                        "-c",
                        "lfs.url=" + direct + HOOKS + ".git/info/lfs",
                        "lfs",
                        "lock",
                        "theirs.bin");

        GitWorker.Ended unlock = dev.git().git(clone, "lfs", "unlock", "--force", "theirs.bin");

        assertThat(unlock.status()).as(unlock.output()).isNotZero();
        assertThat(work.recorded("refusal", "lfs-unlock")).hasSize(1);
        assertThat(dev.git().done(clone, "lfs", "locks")).contains("theirs.bin");
    }

    @Test
    void keepsTheTokenFromTheAgentAlthoughTheForgeRepeatsIt() throws Exception {
        dev.push(clone, "canary.bin", "z".repeat(2000));
        String other = dev.clone("second");
        dev.git().done(other, "checkout", "--quiet", "origin/dev/canary.bin");
        String oid = dev.git().done(clone, "lfs", "ls-files", "--long").substring(0, 64);
        String credential =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("x:" + forge.token("dev-bot"))
                                                .getBytes(StandardCharsets.UTF_8));

        assertThat(batchOfTheForge(credential, oid))
                .as("the forge repeats it")
                .contains(credential);

        String seen = crossed.toString(StandardCharsets.ISO_8859_1);
        TokenMask mask =
                TokenMask.of(
                        List.of(
                                TokenForms.of(
                                        forge.token("dev-bot")
                                                .getBytes(StandardCharsets.US_ASCII))));
        assertThat(seen).contains("/info/lfs/objects/" + oid).contains("\"actions\"");
        assertThat(mask.mask(seen).equals(seen)).as("no form of the token crossed").isTrue();
        assertThat(seen.toLowerCase(Locale.ROOT)).doesNotContain("\"authorization\"");
        assertThat(work.audit().of("alarm")).as("what is expected raises no alarm").isEmpty();
    }

    @Test
    void refusesAnObjectOverTheLimit() throws Exception {
        String settings = Workplace.GRANTS + "limits: { pack: 64KiB }\n";
        try (Workplace small =
                Workplace.open(directory, forge.url(), forge.token("dev-bot"), settings)) {
            LfsWorker worker = new LfsWorker(small.dev());
            String own = worker.clone("small");
            worker.commit(own, "large.bin", "w".repeat(200_000));

            GitWorker.Ended push =
                    worker.git().git(own, "push", "origin", "HEAD:refs/heads/dev/large");

            assertThat(push.status()).as(push.output()).isNotZero();
            assertThat(push.output()).as("git-lfs shows why").contains("limits.pack");
            assertThat(small.recorded("intent", "lfs-upload")).isEmpty();
            assertThat(forge.refs("charles", "claude-hooks"))
                    .doesNotContainKey("refs/heads/dev/large");
        }
    }

    private static String batchOfTheForge(String credential, String oid) throws Exception {
        HttpRequest batch =
                HttpRequest.newBuilder(
                                URI.create(forge.url() + HOOKS + ".git/info/lfs/objects/batch"))
                        .header("Authorization", credential)
                        .header("Accept", "application/vnd.git-lfs+json")
                        .header("Content-Type", "application/vnd.git-lfs+json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"operation\":\"download\",\"objects\":[{\"oid\":\""
                                                + oid
                                                + "\",\"size\":2000}]}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(batch, BodyHandlers.ofString()).body();
        }
    }
}
