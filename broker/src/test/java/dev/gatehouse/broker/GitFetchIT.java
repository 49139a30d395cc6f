package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every way in which git reads a repository, through a real broker. With `FORGEJO_BIN`, from a
/// real Forgejo. The tests share one forge, so each pushes to branches of its own.
@Timeout(120)
class GitFetchIT {
    private static TestingForge forge;

    @TempDir static Path directory;

    private Workplace work;
    private GitWorker dev;

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
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
    }

    @Test
    void fetchesAndPullsWhatAnotherClonePushed() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(".", "clone", "--quiet", dev.url(HOOKS), "other");
        dev.done(clone, "switch", "--quiet", "--create", "dev/pulled");
        String first = dev.commit(clone, "one.txt", "one\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/pulled");
        dev.done("other", "fetch", "--quiet");
        dev.done("other", "switch", "--quiet", "dev/pulled");
        assertThat(dev.head("other")).isEqualTo(first);
        String second = dev.commit(clone, "two.txt", "two\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/pulled");

        dev.done("other", "pull", "--quiet");

        assertThat(dev.head("other")).isEqualTo(second);
        assertThat(dev.home().resolve("other/two.txt")).hasContent("two\n");
    }

    @Test
    void clonesShallowAndDeepens() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(clone, "switch", "--quiet", "--create", "dev/deep");
        for (int count = 0; count < 4; count++) {
            dev.commit(clone, "deep" + count, "x\n");
        }
        dev.done(clone, "push", "--quiet", "origin", "dev/deep");
        String all = dev.done(clone, "rev-list", "--count", "HEAD");

        dev.done(".", "clone", "--quiet", "--depth=1", "--branch=dev/deep", dev.url(HOOKS), "flat");
        assertThat(dev.done("flat", "rev-list", "--count", "HEAD")).isEqualTo("1\n");
        dev.done("flat", "fetch", "--quiet", "--deepen=2");
        assertThat(dev.done("flat", "rev-list", "--count", "HEAD")).isEqualTo("3\n");
        dev.done("flat", "fetch", "--quiet", "--unshallow");
        assertThat(dev.done("flat", "rev-list", "--count", "HEAD")).isEqualTo(all);
        assertThat(fetches())
                .as("the audit has the depth")
                .anySatisfy(fetch -> assertThat(fetch.path("depth").asInt()).isEqualTo(1));
    }

    @Test
    void clonesWithoutBlobsAndFetchesThemWhenTheyAreNeeded() throws IOException {
        dev.done(
                ".",
                "clone",
                "--quiet",
                "--filter=blob:none",
                "--no-checkout",
                dev.url(HOOKS),
                "partial");
        assertThat(missing("partial")).as("blobs that were left out").isNotEmpty();

        dev.done("partial", "checkout", "--quiet", "main");

        assertThat(dev.home().resolve("partial/README.md")).isNotEmptyFile();
        assertThat(fetches())
                .anySatisfy(fetch ->
                        assertThat(fetch.path("filter").asString("")).isEqualTo("blob:none"))
                .as("the lazy fetch names each blob")
                .anySatisfy(fetch -> {
                    assertThat(fetch.path("wants").asInt()).isPositive();
                    assertThat(fetch.path("ids")).isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void speaksEachVersionOfTheProtocol(int version) throws IOException {
        String name = "v" + version;
        Map<String, String> trace = Map.of("GIT_TRACE_PACKET", "1");

        GitWorker.Ended clone =
                dev.git(
                        ".",
                        trace,
                        "-c",
                        "protocol.version=" + version,
                        "clone",
                        dev.url(HOOKS),
                        name);

        assertThat(clone.status()).as(clone.output()).isZero();
        assertThat(dev.done(name, "fsck", "--strict")).doesNotContain("missing");
        if (version == 0) {
            assertThat(clone.output()).doesNotContain("< version ");
        } else {
            assertThat(clone.output()).contains("< version " + version);
        }
    }

    @Test
    void followsASubmoduleByItsRelativeUrl() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(clone, "switch", "--quiet", "--create", "dev/submodule");
        dev.done(clone, "submodule", "--quiet", "add", "../lib-parser.git", "parser");
        dev.commit(clone, "uses.txt", "parser\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/submodule");

        dev.done(
                ".",
                "clone",
                "--quiet",
                "--recurse-submodules",
                "--branch=dev/submodule",
                dev.url(HOOKS + ".git"),
                "whole");

        assertThat(dev.home().resolve("whole/parser/README.md")).isNotEmptyFile();
        assertThat(dev.done("whole/parser", "remote", "get-url", "origin").strip())
                .isEqualTo(dev.url("charles/lib-parser.git"));
    }

    @Test
    void clonesAWiki() throws IOException {
        String clone = dev.clone(HOOKS + ".wiki");

        assertThat(dev.home().resolve(clone + "/Home.md")).isNotEmptyFile();
    }

    @Test
    void fetchesATag() throws IOException {
        String clone = dev.clone(HOOKS);
        String id = dev.commit(clone, "tagged.txt", "x\n");
        dev.done(clone, "tag", "--annotate", "--message=One", "v1.0-fetched");
        dev.done(clone, "push", "--quiet", "origin", "v1.0-fetched");

        dev.done(
                ".",
                "clone",
                "--quiet",
                "--depth=1",
                "--branch=v1.0-fetched",
                dev.url(HOOKS),
                "tagged");

        assertThat(dev.head("tagged")).isEqualTo(id);
    }

    /// Git packs a request with many lines.
    @Test
    void takesAPackedRequestOfManyHaves() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(".", "clone", "--quiet", dev.url(HOOKS), "busy");
        for (int count = 0; count < 40; count++) {
            dev.commit("busy", "busy.txt", count + "\n");
        }
        dev.done(clone, "switch", "--quiet", "--create", "dev/news");
        String news = dev.commit(clone, "news.txt", "news\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/news");

        GitWorker.Ended fetch =
                dev.git("busy", Map.of("GIT_TRACE_CURL", "1"), "fetch", "origin", "dev/news");

        assertThat(fetch.status()).as(fetch.output()).isZero();
        assertThat(fetch.output()).as("git packed it").contains("Content-Encoding: gzip");
        assertThat(dev.done("busy", "rev-parse", "FETCH_HEAD").strip()).isEqualTo(news);
        assertThat(fetches())
                .anySatisfy(one -> assertThat(one.path("haves").asInt()).isGreaterThan(10));
    }

    @Test
    void recordsWhatAFetchAskedFor() throws IOException {
        String clone = dev.clone(HOOKS);

        JsonNode record = work.recorded("intent", "git-upload-pack").getLast();

        assertThat(record.path("repository").asString("")).isEqualTo(HOOKS);
        assertThat(record.at("/fetch/ids").valueStream().map(JsonNode::asString))
                .contains(dev.head(clone));
    }

    @ParameterizedTest
    @CsvSource({"charles/secret-plans, 403", "charles/vault, 403", "no/such-thing, 403"})
    void refusesARepositoryThatIsNotGranted(String repository, int status) throws IOException {
        GitWorker.Ended clone = dev.git(".", "clone", dev.url(repository), "stolen");

        assertThat(clone.status()).isEqualTo(128);
        assertThat(clone.output())
                .contains("The requested URL returned error: " + status)
                .as("nothing to prompt for")
                .doesNotContain("could not read Username");
        assertThat(dev.home().resolve("stolen")).doesNotExist();
        AgentClient.Reply reply =
                work.client().get("/" + repository + "/info/refs?service=git-upload-pack");
        assertThat(reply.refusal()).isEqualTo("not-granted");
        assertThat(reply.body()).contains("an operator can add the grant");
    }

    @Test
    void doesNotServeTheDumbProtocol() throws IOException {
        GitWorker.Ended clone =
                dev.git(".", Map.of("GIT_SMART_HTTP", "0"), "clone", dev.url(HOOKS), "dumb");

        assertThat(clone.status()).isEqualTo(128);
        assertThat(clone.output()).contains("not found");
        for (String path : List.of("/HEAD", "/objects/info/packs", "/info/refs")) {
            AgentClient.Reply reply = work.client().get("/" + HOOKS + ".git" + path);
            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.refusal()).as(path).isEqualTo("unknown-route");
        }
    }

    private List<JsonNode> fetches() throws IOException {
        return work.recorded("intent", "git-upload-pack").stream()
                .map(record -> record.path("fetch"))
                .toList();
    }

    private List<String> missing(String clone) throws IOException {
        return dev.done(clone, "rev-list", "--objects", "--all", "--missing=print")
                .lines()
                .filter(line -> line.startsWith("?"))
                .toList();
    }
}
