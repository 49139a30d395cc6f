package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every shape of push that is granted arrives, through a real broker. With `FORGEJO_BIN`, at a
/// real Forgejo. The tests share one forge, so each pushes to branches of its own.
@Timeout(240)
class GitPushIT {
    private static TestingForge forge;

    @TempDir static Path directory;

    private Workplace work;
    private GitWorker dev;
    private String clone;

    @BeforeAll
    static void startForge() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
    }

    @AfterAll
    static void stopForge() throws IOException {
        forge.close();
    }

    @BeforeEach
    void start() throws IOException {
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"));
        dev = work.dev();
        clone = dev.clone(HOOKS);
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
    }

    @Test
    void pushesToANewBranchAndOntoIt() throws Exception {
        String first = dev.commit(clone, "first.txt", "first\n");
        dev.done(clone, "push", "origin", "HEAD:refs/heads/dev/first");
        String second = dev.commit(clone, "second.txt", "second\n");
        dev.done(clone, "push", "origin", "HEAD:refs/heads/dev/first");

        assertThat(pushed()).containsEntry("refs/heads/dev/first", second);
        assertThat(work.broker().audit())
                .as("what was pushed is on record, old and new")
                .contains(
                        "\"ref\":\"refs/heads/dev/first\",\"old\":\""
                                + first
                                + "\",\"new\":\""
                                + second
                                + "\",\"force\":false");
        assertThat(work.quarantined()).as("nothing is left over").isEmpty();
    }

    @Test
    void pushesSeveralRefsAtOnce() throws IOException {
        String one = dev.commit(clone, "one.txt", "1\n");
        String two = dev.commit(clone, "two.txt", "2\n");
        dev.done(clone, "tag", "--annotate", "--message=Two", "v2.0");

        dev.done(
                clone,
                "push",
                "--atomic",
                "origin",
                one + ":refs/heads/dev/one",
                "HEAD:refs/heads/dev/two",
                "v2.0",
                "HEAD:refs/tags/v2.0-light");

        assertThat(pushed())
                .containsEntry("refs/heads/dev/one", one)
                .containsEntry("refs/heads/dev/two", two)
                .containsEntry("refs/tags/v2.0", dev.done(clone, "rev-parse", "v2.0").strip())
                .containsEntry("refs/tags/v2.0-light", two);
    }

    @Test
    void pushesIntoAnEmptyRepositoryAndIntoItAgain() throws IOException {
        dev.done(".", "init", "--quiet", "--initial-branch=dev/start", "fresh");
        dev.done("fresh", "remote", "add", "origin", dev.url("charles/fresh"));
        dev.commit("fresh", "README.md", "# Fresh\n");

        dev.done("fresh", "push", "--quiet", "--set-upstream", "origin", "dev/start");
        String again = dev.commit("fresh", "more.txt", "more\n");
        dev.done("fresh", "push", "--quiet");

        assertThat(forge.refs("charles", "fresh")).containsEntry("refs/heads/dev/start", again);
    }

    /// The pack of such a push is empty.
    @Test
    void pushesACommitThatIsThereToANewBranch() throws IOException {
        dev.done(clone, "push", "--quiet", "origin", "origin/main:refs/heads/dev/same");

        assertThat(pushed()).containsEntry("refs/heads/dev/same", dev.head(clone));
    }

    @Test
    void pushesFromAShallowClone() throws IOException {
        dev.done(".", "clone", "--quiet", "--depth=1", dev.url(HOOKS), "flat");
        assertThat(dev.done("flat", "rev-parse", "--is-shallow-repository")).isEqualTo("true\n");
        String id = dev.commit("flat", "flat.txt", "flat\n");

        dev.done("flat", "push", "--quiet", "origin", "HEAD:refs/heads/dev/flat");

        assertThat(pushed()).containsEntry("refs/heads/dev/flat", id);
    }

    @Test
    void pushesASubmoduleAndWhatUsesIt() throws IOException {
        dev.done(clone, "submodule", "--quiet", "add", "../lib-parser.git", "parser");
        dev.commit(clone, "uses.txt", "parser\n");
        dev.commit(clone + "/parser", "parsed.txt", "new\n");
        String id = dev.commit(clone, "uses.txt", "the new parser\n");

        // Git pushes a submodule to the branch of the same name.
        dev.done(clone + "/parser", "switch", "--quiet", "--create", "dev/parser");
        dev.done(clone, "switch", "--quiet", "--create", "dev/parser");
        dev.done(
                clone, "push", "--quiet", "--recurse-submodules=on-demand", "origin", "dev/parser");

        assertThat(pushed()).containsEntry("refs/heads/dev/parser", id);
        assertThat(forge.refs("charles", "lib-parser"))
                .containsEntry("refs/heads/dev/parser", dev.head(clone + "/parser"));
    }

    /// Above `http.postBuffer`, 1 MiB, git asks with an empty push first and sends chunks then.
    @Test
    void pushesInChunks() throws IOException {
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        Files.write(dev.home().resolve(clone + "/noise"), noise);
        String id = dev.commit(clone, "with.txt", "noise\n");

        GitWorker.Ended push =
                dev.git(
                        clone,
                        Map.of("GIT_TRACE_CURL", "1"),
                        "push",
                        "origin",
                        "HEAD:refs/heads/dev/noise");

        assertThat(push.status()).as(push.output()).isZero();
        assertThat(push.output())
                .as("the probe and the push")
                .contains("Send header: Content-Length: 4")
                .contains("Send header: Transfer-Encoding: chunked");
        assertThat(pushed()).containsEntry("refs/heads/dev/noise", id);
    }

    @Test
    void pushesFourClonesAtOnce() throws Exception {
        List<Callable<Integer>> pushes = new ArrayList<>();
        List<String> refs = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            String name = "clone" + number;
            dev.done(".", "clone", "--quiet", dev.url(HOOKS), name);
            dev.commit(name, name + ".txt", "x\n");
            refs.add("refs/heads/dev/" + name);
            pushes.add(
                    () -> dev.git(name, "push", "origin", "HEAD:refs/heads/dev/" + name).status());
        }

        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> push : workers.invokeAll(pushes)) {
                assertThat(push.get()).isZero();
            }
        }

        assertThat(pushed()).containsKeys(refs.toArray(String[]::new));
    }

    @Test
    void losesNoPushWhileTheTokenIsReplaced() throws Exception {
        List<String> tokens = new ArrayList<>(List.of(forge.token("dev-bot")));
        try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> pushes =
                    worker.submit(() -> {
                        List<String> failed = new ArrayList<>();
                        for (int count = 0; count < 6; count++) {
                            dev.commit(clone, "rotated.txt", count + "\n");
                            GitWorker.Ended push =
                                    dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/rotated");
                            if (push.status() != 0) {
                                failed.add(push.output());
                            }
                        }
                        return failed;
                    });
            while (!pushes.isDone()) {
                tokens.add(
                        forge.mintToken(
                                "dev-bot", Set.of("write:repository", "write:issue", "read:user")));
                work.broker().writeToken("dev", tokens.getLast());
                Thread.sleep(300);
            }
            assertThat(pushes.get()).isEmpty();
        }
        tokens.subList(1, tokens.size() - 1).forEach(forge::revokeToken);

        String last = dev.commit(clone, "rotated.txt", "last\n");
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/rotated");

        assertThat(pushed()).containsEntry("refs/heads/dev/rotated", last);
    }

    private static Map<String, String> pushed() throws IOException {
        return forge.refs("charles", "claude-hooks");
    }
}
