package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.lfs.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The git-lfs command against the demo forge, and its store of another origin.
final class LfsIT {
    private static final String HOOKS = "charles/claude-hooks";

    private final Path directory;
    private final DemoForge forge;
    private final TestingForge testing;

    LfsIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.forge = DemoForge.start(directory.resolve("forge"));
        this.testing = new DemoTestingForge(forge);
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void servesTheLfsCommand() throws Exception {
        pushAndClone();
        assertThat(forge.requests().stream().map(RecordedRequest::target))
                .as("the whole of the protocol was used")
                .anyMatch(target -> target.endsWith("/info/lfs/objects/batch"))
                .anyMatch(target -> target.endsWith("/info/lfs/verify"))
                .anyMatch(target -> target.endsWith("/info/lfs/locks/verify"));
    }

    @Test
    void servesTheLfsCommandFromAStoreThatSeesNoCredential() throws Exception {
        ObjectStore store = forge.presignLfs();
        pushAndClone();
        assertThat(store.requests().stream().map(RecordedRequest::method))
                .containsExactly("PUT", "GET");
        assertThat(store.requests()).allMatch(r -> r.header("Authorization").isEmpty());
    }

    private void pushAndClone() throws Exception {
        assumeThat(GitCommand.run(directory, "lfs", "version").exit())
                .as("git-lfs is not installed, so its command cannot be tried")
                .isZero();
        Path clone = cloned();
        git(clone, "lfs", "install", "--local");
        git(clone, "lfs", "track", "*.bin");
        Files.writeString(clone.resolve("a.bin"), "many bytes");
        git(clone, "add", ".");
        git(clone, "-c", "user.name=a", "-c", "user.email=a@demo.test", "commit", "-m", "Add");
        git(clone, "push", "origin", "HEAD:refs/heads/dev/lfs");
        Path other = cloned();
        git(other, "lfs", "install", "--local");
        git(other, "checkout", "dev/lfs");
        assertThat(other.resolve("a.bin")).hasContent("many bytes");
    }

    private Path cloned() throws Exception {
        String user = "//x:" + forge.token("dev-bot") + "@";
        Path clone = Files.createTempDirectory(directory, "clone");
        git(clone, "clone", forge.url().toString().replace("//", user) + HOOKS, ".");
        return clone;
    }

    private static void git(Path clone, String... arguments) throws Exception {
        var output = GitCommand.run(clone, arguments);
        assertThat(output.exit()).as(output.text()).isZero();
    }

    @Test
    void letsIntoTheStoreOnlyWhoHasALinkAndNothingElse() throws Exception {
        ObjectStore store = forge.presignLfs();
        LfsClient dev = LfsClient.of(testing, "dev-bot", HOOKS);
        assertThat(dev.upload("content").status()).isEqualTo(200);
        var action = dev.batch("download", "content").json().at("/objects/0/actions/download");
        String link = action.get("href").asString();
        assertThat(link).startsWith(store.url().toString());
        assertThat(action.has("header")).as("a presigned link needs no credential").isFalse();
        var nobody = ForgeClient.anonymous(store.url());
        String path = link.substring(store.url().toString().length());
        assertThat(nobody.get(path).text()).isEqualTo("content");
        assertThat(nobody.get(path + "0").status()).as("a wrong signature").isEqualTo(403);
        assertThat(nobody.get("lfs/" + LfsClient.oid("content")).status()).isEqualTo(403);
        assertThat(ForgeClient.with(store.url(), forge.token("dev-bot")).get(path).status())
                .as("two credentials")
                .isEqualTo(400);
        assertThat(store.requests()).hasSize(4);
        assertThat(store.connections()).isPositive();
    }

    @Test
    void takesAnUploadInTheStore() throws Exception {
        ObjectStore store = forge.presignLfs();
        LfsClient dev = LfsClient.of(testing, "dev-bot", HOOKS);
        var actions = dev.batch("upload", "content").json().at("/objects/0/actions");
        String link = actions.at("/upload/href").asString();
        var there = ForgeClient.anonymous(store.url());
        String path = link.substring(store.url().toString().length());
        assertThat(there.json("PUT", path, "wrong").status()).isEqualTo(400);
        assertThat(dev.post("verify", LfsClient.pointer("content")).status()).isEqualTo(404);
        assertThat(there.json("PUT", path, "content").status()).isEqualTo(200);
        assertThat(dev.post("verify", LfsClient.pointer("content")).status()).isEqualTo(200);
        assertThat(store.requests().stream().map(RecordedRequest::method))
                .isEqualTo(List.of("PUT", "PUT"));
    }

    @Test
    void speaksOfItsRootUrl() throws Exception {
        try (DemoForge behind =
                DemoForge.start(
                        directory.resolve("behind"), URI.create("https://forge.demo.test/"))) {
            LfsClient dev = LfsClient.of(new DemoTestingForge(behind), "dev-bot", HOOKS);
            assertThat(
                            dev.batch("upload", "content")
                                    .json()
                                    .at("/objects/0/actions/verify/href")
                                    .asString())
                    .isEqualTo("https://forge.demo.test/" + HOOKS + ".git/info/lfs/verify");
        }
    }
}
