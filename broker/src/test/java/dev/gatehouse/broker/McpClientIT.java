package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.broker.route.TestingRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The official client of the Model Context Protocol, which nobody here wrote, asks the broker by
/// way of `forge mcp`. Needs Node 20 and npm's registry.
@Timeout(240)
class McpClientIT {
    private static final Path ROOT = TestingRepository.root();
    private static final Path FORGE = ROOT.resolve("dist/forge/bin/forge");
    private static final int NODE = 20;

    @TempDir static Path directory;

    private static TestingTools tools;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(hasNode(), "the official MCP client needs Node " + NODE + " or later, and npm");
        assertThat(FORGE).as("./dev build makes it").exists();
        for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.copy(
                    ROOT.resolve("broker/src/test/mcp-client").resolve(file),
                    directory.resolve(file));
        }
        Ended installed = run("", "npm", "ci", "--no-audit", "--no-fund");
        assertThat(installed.status()).as(installed.text()).isZero();
        tools = TestingTools.start(directory.resolve("broker"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (tools != null) {
            tools.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "2026-07-28"})
    void findsToolsUsesThemAndIsRefused(String era) throws Exception {
        Ended ended =
                run(
                        tools.client("triage").socket().toString(),
                        "node",
                        "client.mjs",
                        era,
                        FORGE.toString(),
                        "mcp");
        assertThat(ended.status()).as(ended.text()).isZero();
        JsonNode seen = new JsonMapper().readTree(ended.text());

        assertThat(seen.path("server").asString()).isEqualTo("gatehouse");
        assertThat(texts(seen.path("tools")))
                .contains("issue_read", "issue_write", "pr_read")
                .doesNotContain("repo_write", "issue_delete");
        assertThat(texts(seen.path("readOnly")))
                .contains("issue_read")
                .doesNotContain("issue_write");
        assertThat(seen.path("issues").path("structuredContent").path("items").size()).isPositive();
        assertThat(seen.path("created").path("content").get(0).path("text").asString())
                .startsWith("opened #");
        assertThat(seen.path("refused").path("isError").asBoolean(false)).isTrue();
        assertThat(seen.path("refused").path("content").get(0).path("text").asString())
                .contains("not-granted", "repoMergePullRequest", "remedy: ");
        assertThat(texts(seen.path("resources"))).contains("forgejo://charles/claude-hooks");
        assertThat(seen.path("issue").asString()).startsWith("#1 ");
    }

    private record Ended(int status, String text) {}

    /// @param socket of the agent
    private static Ended run(String socket, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GATEHOUSE_SOCKET", socket);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Ended version = run("", "node", "--version");
            String major = version.text().replaceFirst("^v", "").replaceFirst("(?s)\\..*", "");
            return Integer.parseInt(major) >= NODE && run("", "npm", "--version").status() == 0;
        } catch (IOException | NumberFormatException none) {
            return false;
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }
}
