package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files on issues. What is left to do beside the agent is done here as the shim does it.
@Timeout(60)
class IssueAttachmentToolsIT {
    @TempDir Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingTools tools;
    private TestingIssues issues;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory);
        issues = new TestingIssues(tools);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
        http.close();
    }

    @Test
    void attachesFilesByTheirOwnNames() throws Exception {
        Outcome attached = issues.fine("triage", "issue", "attach", "1", "logs/a b.txt", "c.txt");

        assertThat(attached.steps()).hasSize(2);
        JsonNode upload = attached.steps().getFirst().path("upload");
        assertThat(upload.path("file").asString()).isEqualTo("logs/a b.txt");
        assertThat(upload(upload, "too slow").statusCode()).isEqualTo(201);
        Outcome listed = issues.fine("read", "issue", "attachments", "1");
        assertThat(listed.out()).contains("a b.txt", "8");
        assertThat(issues.fine("read", "issue", "view", "1").out()).contains("a b.txt");
    }

    @Test
    void attachesToACommentAndFindsItThere() throws Exception {
        String comment =
                issues.fine("triage", "issue", "comment", "1", "-b", "See the log.", "--json")
                        .data()
                        .path("id")
                        .asString();

        Outcome attached =
                issues.fine("triage", "issue", "attach", "1", "a.log", "--comment-id", comment);

        assertThat(upload(attached.steps().getFirst().path("upload"), "log").statusCode())
                .isEqualTo(201);
        JsonNode listed = issues.fine("read", "issue", "attachments", "1", "--json").data();
        assertThat(listed.path(0).path("name").asString()).isEqualTo("a.log");
        assertThat(listed.path(0).path("comment").asString()).isEqualTo(comment);
        assertThat(issues.fine("read", "issue", "view", "1", "-c").out()).contains("a.log");
    }

    @Test
    void downloadsWhatIsNamedOrAll() throws Exception {
        for (String file : new String[] {"a.txt", "b.txt"}) {
            Outcome attached = issues.fine("triage", "issue", "attach", "1", file);
            upload(attached.steps().getFirst().path("upload"), "text of " + file);
        }

        Outcome one = issues.fine("read", "issue", "download", "1", "b.txt", "-O", "-");
        Outcome all = issues.fine("read", "issue", "download", "1");
        Outcome missing = tools.run("read", "issue", "download", "1", "z.txt");
        Outcome unclear = tools.run("read", "issue", "download", "1", "-O", "x");

        JsonNode step = one.steps().getFirst().path("download");
        assertThat(step.path("file").asString()).isEqualTo("-");
        assertThat(get(step.path("path").asString())).isEqualTo("text of b.txt");
        assertThat(all.steps()).hasSize(2);
        assertThat(all.steps().getFirst().path("download").path("file").asString())
                .isEqualTo("a.txt");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(unclear.exit()).isEqualTo(2);
    }

    @Test
    void writesToNoFileThatAnotherChose() throws Exception {
        upload(
                "/api/v1/repos/charles/claude-hooks/issues/1/assets?name=.bashrc.txt",
                ".bashrc.txt",
                "x");

        Outcome download = issues.fine("read", "issue", "download", "1");

        assertThat(download.steps().getFirst().path("download").path("file").asString())
                .as("hidden files are settings")
                .startsWith("attachment-");
    }

    private HttpResponse<String> upload(JsonNode step, String text) throws Exception {
        return upload(step.path("path").asString(), step.path("file").asString(), text);
    }

    private HttpResponse<String> upload(String path, String file, String text) throws Exception {
        String form =
                """
                --frontier\r
                Content-Disposition: form-data; name="attachment"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --frontier--\r
                """
                        .formatted(file, text);
        return http.send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=frontier")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(tools.forge().url().resolve(path))
                .header("Authorization", "token " + tools.forge().token("dev-bot"));
    }
}
