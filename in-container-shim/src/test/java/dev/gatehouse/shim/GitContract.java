package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Plain git, the forge's ordinary URLs, and no credential: what works in the container, in
/// whatever form the shim is started.
@Timeout(120)
abstract class GitContract {
    private static final String HOOKS = TestingWorkplace.FORGE_URL + "charles/claude-hooks";
    private static final String REFUSAL =
            TestingBroker.json(
                    "403 Forbidden",
                    "{\"detail\":\"no grant lets dev read charles/x\\u001b[2J\","
                            + "\"rule\":\"agents.dev.grants\",\"remedy\":\"ask the operator\"}",
                    "Gatehouse-Refusal: not-granted\nConnection: close\n");

    @TempDir Path directory;
    private DemoForge forge;
    private TestingGitBroker broker;
    private TestingWorkplace workplace;

    /// The program and its first arguments.
    abstract List<String> command();

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = new TestingGitBroker(directory.resolve("forge.sock"), forge, "dev-bot");
        workplace = new TestingWorkplace(directory, command(), broker.socket());
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    private Path cloned() throws Exception {
        workplace.gitOk(directory, "clone", "--quiet", HOOKS, "clone");
        return directory.resolve("clone");
    }

    private void commit(Path clone, String file, byte[] content) throws Exception {
        Files.write(clone.resolve(file), content);
        workplace.gitOk(clone, "add", ".");
        workplace.gitOk(clone, "commit", "--quiet", "-m", "Add " + file);
    }

    private void commit(Path clone, String file) throws Exception {
        commit(clone, file, file.getBytes(StandardCharsets.UTF_8));
    }

    private String serverRef(String ref) throws Exception {
        Path bare = forge.gitDirectory("charles", "claude-hooks");
        return workplace.git(bare, "rev-parse", "--verify", "--quiet", ref).output().strip();
    }

    private static String packet(String text) {
        return String.format("%04x", text.length() + 4) + text;
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void clonesByEveryUrlThatPeopleUse() throws Exception {
        List<String> urls =
                List.of(
                        HOOKS,
                        HOOKS + ".git",
                        "ssh://git@forge.test/charles/claude-hooks.git",
                        "git@forge.test:charles/claude-hooks.git",
                        "forge::charles/claude-hooks",
                        "forge::https://forge.test/charles/claude-hooks");
        for (int i = 0; i < urls.size(); i++) {
            workplace.gitOk(directory, "clone", "--quiet", urls.get(i), "clone" + i);
            assertThat(directory.resolve("clone" + i + "/README.md")).exists();
        }
    }

    @Test
    void fetchesAndPullsWhatOthersPushed() throws Exception {
        Path clone = cloned();
        workplace.gitOk(directory, "clone", "--quiet", HOOKS, "other");
        commit(directory.resolve("other"), "theirs");
        workplace.gitOk(directory.resolve("other"), "push", "--quiet", "origin", "HEAD:main");

        workplace.gitOk(clone, "fetch", "--quiet");
        workplace.gitOk(clone, "pull", "--quiet", "--ff-only");

        assertThat(clone.resolve("theirs")).exists();
    }

    @Test
    void pushesBranchesAndTagsAtOnceOrNotAtAll() throws Exception {
        Path clone = cloned();
        commit(clone, "a");
        workplace.gitOk(clone, "tag", "v9");
        workplace.gitOk(clone, "push", "--atomic", "origin", "HEAD:refs/heads/dev/a", "v9");
        assertThat(serverRef("refs/heads/dev/a")).isEqualTo(serverRef("refs/tags/v9"));

        TestingForge.Ended refused =
                workplace.git(
                        clone,
                        "push",
                        "--atomic",
                        "origin",
                        "HEAD:refs/heads/dev/b",
                        "HEAD~1:refs/heads/dev/a");
        assertThat(refused.status()).isNotZero();
        assertThat(serverRef("refs/heads/dev/b")).isEmpty();
    }

    @Test
    void passesPushOptions() throws Exception {
        Path clone = cloned();
        commit(clone, "a");

        workplace.gitOk(clone, "push", "-o", "topic=x", "origin", "HEAD:refs/heads/dev/a");

        assertThat(serverRef("refs/heads/dev/a")).isNotEmpty();
    }

    @Test
    void pushesMoreThanOneRequestBufferHolds() throws Exception {
        Path clone = cloned();
        commit(clone, "noise", noise(9 * 1024 * 1024));

        workplace.gitOk(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/noise");

        assertThat(serverRef("refs/heads/dev/noise")).isNotEmpty();
        assertThat(broker.heads().getLast())
                .startsWith("POST /charles/claude-hooks/git-receive-pack HTTP/1.1\n")
                .contains("Transfer-Encoding: chunked\n");
    }

    @Test
    void clonesShallowAndDeepens() throws Exception {
        Path clone = directory.resolve("clone");
        workplace.gitOk(directory, "clone", "--quiet", "--depth=1", HOOKS, "clone");
        assertThat(workplace.gitOk(clone, "rev-list", "--count", "HEAD")).isEqualTo("1\n");

        workplace.gitOk(clone, "fetch", "--quiet", "--unshallow");

        assertThat(workplace.gitOk(clone, "rev-parse", "--is-shallow-repository"))
                .isEqualTo("false\n");
    }

    @Test
    void clonesInPartAndFetchesTheRestWhenItIsNeeded() throws Exception {
        Path clone = directory.resolve("clone");
        workplace.gitOk(
                directory,
                "clone",
                "--quiet",
                "--no-checkout",
                "--filter=blob:none",
                HOOKS,
                "clone");
        assertThat(workplace.gitOk(clone, "rev-list", "--objects", "--missing=print", "HEAD"))
                .as("blobs are not there yet")
                .contains("?");

        workplace.gitOk(clone, "checkout", "--quiet", "main");

        assertThat(clone.resolve("README.md")).hasContent("# claude-hooks\n");
    }

    @Test
    void updatesSubmodulesWithUrlsOfTheForge() throws Exception {
        Path clone = cloned();
        workplace.gitOk(
                clone,
                "submodule",
                "--quiet",
                "add",
                TestingWorkplace.FORGE_URL + "charles/lib-parser");
        workplace.gitOk(clone, "submodule", "--quiet", "add", "../lib-parser.git", "relative");
        workplace.gitOk(clone, "commit", "--quiet", "-m", "Add submodules");
        workplace.gitOk(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/modules");

        workplace.gitOk(
                directory,
                "clone",
                "--quiet",
                "--recurse-submodules",
                "--branch=dev/modules",
                HOOKS,
                "again");

        assertThat(directory.resolve("again/lib-parser/README.md")).exists();
        assertThat(directory.resolve("again/relative/README.md")).exists();
    }

    @Test
    void saysWhyAFetchWasRefused() throws Exception {
        broker.answer("GET /charles/x/info/refs", REFUSAL);

        TestingForge.Ended ended =
                workplace.git(directory, "clone", TestingWorkplace.FORGE_URL + "charles/x", "x");

        assertThat(ended.status()).isEqualTo(128);
        assertThat(ended.output())
                .contains(
                        """
                        remote: gatehouse: no grant lets dev read charles/x [2J
                        remote: rule: agents.dev.grants
                        remote: remedy: ask the operator
                        """)
                .contains("403");
    }

    @Test
    void saysOnceWhyAPushWasRefusedWhoseBodyNobodyRead() throws Exception {
        Path clone = cloned();
        commit(clone, "noise", noise(9 * 1024 * 1024));
        broker.answer("POST /charles/claude-hooks/git-receive-pack", REFUSAL);

        TestingForge.Ended ended =
                workplace.git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/noise");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).containsOnlyOnce("remote: gatehouse: no grant lets dev");
        assertThat(serverRef("refs/heads/dev/noise")).isEmpty();
    }

    @Test
    void leavesTheReportOfAPushToGit() throws Exception {
        Path clone = cloned();
        commit(clone, "a");
        String status = packet("unpack ok\n") + packet("ng refs/heads/main not granted\n") + "0000";
        String report =
                packet("\u0002gatehouse: dev may not push refs/heads/main\n")
                        + packet("\u0001" + status)
                        + "0000";
        broker.answer(
                "POST /charles/claude-hooks/git-receive-pack",
                """
                HTTP/1.1 200 OK
                Content-Type: application/x-git-receive-pack-result
                Gatehouse-Refusal: ref-not-granted
                Connection: close

                """
                        + report);

        TestingForge.Ended ended = workplace.git(clone, "push", "origin", "HEAD:main");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .containsOnlyOnce("gatehouse:")
                .contains("remote: gatehouse: dev may not push refs/heads/main")
                .contains("! [remote rejected] HEAD -> main (not granted)");
    }

    @Test
    void waitsForABrokerThatRestarts() throws Exception {
        Path clone = cloned();
        commit(clone, "a");
        broker.stop();
        Process push =
                workplace
                        .builder(
                                clone,
                                Map.of(),
                                "git",
                                "push",
                                "--quiet",
                                "origin",
                                "HEAD:refs/heads/dev/a")
                        .start();
        Thread.sleep(1_500);
        broker.restart();

        String text = new String(push.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(push.waitFor()).as(text).isZero();
        assertThat(text)
                .as("waiting is told once, and then the forge has its say")
                .startsWith("forge: waiting for the broker at " + broker.socket())
                .containsOnlyOnce("waiting");
        assertThat(serverRef("refs/heads/dev/a")).isNotEmpty();
    }

    @Test
    void saysWhereNoBrokerIs() throws Exception {
        broker.stop();

        TestingForge.Ended ended =
                workplace.run(
                        directory,
                        Map.of("GATEHOUSE_CONNECT_TIMEOUT", "0"),
                        "git",
                        "ls-remote",
                        HOOKS);

        assertThat(ended.status()).isEqualTo(128);
        assertThat(ended.output())
                .contains("forge: cannot reach the broker at " + broker.socket())
                .contains("nothing was sent");
        broker.restart();
    }

    @Test
    void worksForTwoAtOnce() throws Exception {
        List<Process> clones =
                List.of(
                        workplace
                                .builder(directory, Map.of(), "git", "clone", "-q", HOOKS, "one")
                                .start(),
                        workplace
                                .builder(directory, Map.of(), "git", "clone", "-q", HOOKS, "two")
                                .start());
        for (Process clone : clones) {
            String text = new String(clone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(clone.waitFor()).as(text).isZero();
        }
    }

    @Test
    void goesThroughNoProxyAndTakesNoCredentialAlong() throws Exception {
        Files.writeString(
                workplace.home().resolve(".netrc"), "default login somebody password letmein\n");
        String nobody = "http://127.0.0.1:9";

        TestingForge.Ended ended =
                workplace.run(
                        directory,
                        Map.of("http_proxy", nobody, "ALL_PROXY", nobody),
                        "git",
                        "-c",
                        "http.proxy=" + nobody,
                        "-c",
                        "http.extraHeader=",
                        "-c",
                        "credential.helper=!exit 1",
                        "ls-remote",
                        HOOKS);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(broker.heads().toString())
                .doesNotContain("Authorization:")
                .doesNotContain("Gatehouse-Loopback:")
                .contains("Host: gatehouse\nConnection: close\n");
    }

    @Test
    void endsAsGitsOwnClientDoes() throws Exception {
        assertThat(workplace.git(directory, "ls-remote", "forge::charles/none").status())
                .isEqualTo(128);
        assertThat(workplace.git(directory, "ls-remote", "forge::charles").output())
                .contains("'charles' names no repository; write forge::OWNER/REPO");
    }

    @Test
    void remembersWhereTheObjectsOfARemoteAre() throws Exception {
        Path clone = cloned();
        assertThat(workplace.gitOk(clone, "config", "remote.origin.lfsurl"))
                .isEqualTo("ssh://forge/charles/claude-hooks.git\n");
        workplace.gitOk(clone, "config", "remote.origin.lfsurl", "https://elsewhere.test/x");

        workplace.gitOk(clone, "fetch", "--quiet");

        assertThat(workplace.gitOk(clone, "config", "remote.origin.lfsurl"))
                .as("what somebody else has set stays")
                .isEqualTo("https://elsewhere.test/x\n");
    }

    @Test
    void refusesSshWithAWordOnWhatWorks() throws Exception {
        TestingForge.Ended ended =
                workplace.git(directory, "ls-remote", "git@elsewhere.test:a/b.git");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).contains("there is no ssh here");
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        cloned();

        try (Stream<ProcessHandle> processes = ProcessHandle.current().descendants()) {
            assertThat(
                            processes.filter(process ->
                                    process.info().commandLine().orElse("").contains("git-remote")))
                    .isEmpty();
        }
    }
}
