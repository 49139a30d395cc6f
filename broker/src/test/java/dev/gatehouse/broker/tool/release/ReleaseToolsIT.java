package dev.gatehouse.broker.tool.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Releases on a forge.
@Timeout(60)
class ReleaseToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                          allow:
                            - repoDeleteRelease
                            - repoCreateReleaseAttachment
                            - repoDeleteReleaseAttachment
                          accept-risk: [destructive, exfiltration]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void makesShowsChangesAndDeletesARelease() throws IOException {
        Outcome made =
                tools.run(
                        "maintain",
                        Map.of("NEWS.md", "All is new.\n"),
                        "release",
                        "create",
                        "v7.0",
                        "--notes-file",
                        "NEWS.md",
                        "--draft");
        Outcome published =
                tools.run("maintain", "release", "edit", "v7.0", "-t", "Seven", "--publish");

        assertThat(made.exit()).as(made.error()).isZero();
        assertThat(made.out()).startsWith("made the release v7.0: http");
        assertThat(published.exit()).as(published.error()).isZero();
        assertThat(tools.fine("read", "release", "view", "v7.0").out())
                .contains("v7.0 Seven", "kind:   release", "All is new.");
        assertThat(tools.fine("read", "release", "view").out())
                .as("the latest")
                .contains("v7.0 Seven");
        assertThat(tools.fine("read", "release", "list").out()).contains("v7.0", "Seven");
        assertThat(tools.run("maintain", "release", "edit", "v7.0").exit()).isEqualTo(2);
        assertThat(tools.fine("maintain", "release", "delete", "v7.0", "--cleanup-tag").out())
                .isEqualTo("deleted the release v7.0 and its tag\n");
        assertThat(tools.forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/tags/v7.0");
    }

    @Test
    void leavesFilesToTheAgentsSide() throws IOException {
        Outcome made =
                tools.fine("maintain", "release", "create", "v7.0", "out/tool 1.zip", "b.txt");
        String path =
                "/api/v1/repos/charles/claude-hooks/releases/"
                        + tools.fine("read", "release", "view", "v7.0", "--json", "id")
                                .data()
                                .path("id")
                        + "/assets?name=";
        Outcome more = tools.fine("maintain", "release", "upload", "v7.0", "c.txt");

        assertThat(made.steps())
                .extracting(step -> step.path("upload").path("path").asString())
                .containsExactly(path + "tool%201.zip", path + "b.txt");
        assertThat(made.steps())
                .extracting(step -> step.path("upload").path("file").asString())
                .containsExactly("out/tool 1.zip", "b.txt");
        assertThat(more.steps().getFirst().path("upload").path("path").asString())
                .isEqualTo(path + "c.txt");
        assertThat(tools.run("read", "release", "download", "v7.0").error())
                .contains("v7.0 has no such file");
        assertThat(tools.run("maintain", "release", "delete-asset", "v7.0", "c.txt").exit())
                .isEqualTo(2);
    }
}
