package dev.gatehouse.broker.tool.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is new for an agent's account. Forgejo tells of it a moment after it happened.
@Timeout(60)
class NotificationToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                        - repositories: [charles/claude-hooks]
                          allow: [notifyGetList, notifyReadThread]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    /// Opens an issue for boss-bot, who is agent `maintain`; there may be older news.
    private void mention(String title) throws Exception {
        tools.fine(
                "triage",
                "issue",
                "create",
                "-t",
                title,
                "-b",
                "@boss-bot, look",
                "-a",
                "boss-bot");
        Instant end = Instant.now().plusSeconds(20);
        while (!titles("maintain").contains(title) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(titles("maintain")).contains(title);
    }

    private List<String> titles(String agent, String... options) throws IOException {
        return news(agent, options).map(one -> one.path("title").asString()).toList();
    }

    private Stream<JsonNode> news(String agent, String... options) throws IOException {
        return tools.fine(
                        agent,
                        Stream.concat(
                                        Stream.of("notification", "list", "--json"),
                                        Stream.of(options))
                                .toArray(String[]::new))
                .data()
                .valueStream();
    }

    private JsonNode one(String title) throws IOException {
        return news("maintain")
                .filter(thread -> thread.path("title").asString().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsWhatIsNew() throws Exception {
        mention("Look here");

        JsonNode one = one("Look here");
        assertThat(one.path("type").asString()).isEqualTo("Issue");
        assertThat(one.path("unread").asBoolean()).isTrue();
        assertThat(one.path("repository").asString()).isEqualTo(TestingTools.REPOSITORY);
        assertThat(tools.fine("maintain", "notification", "list").out())
                .contains("Look here", "unread");
        assertThat(tools.fine("maintain", "notification", "inbox").out()).contains("Look here");
        assertThat(titles("triage"))
                .as("nobody is told of what they did")
                .doesNotContain("Look here");
    }

    @Test
    void marksOneAsReadOrAll() throws Exception {
        mention("First");
        mention("Second");

        tools.fine("maintain", "notification", "read", one("First").path("id").asString());
        List<String> others = titles("maintain");
        tools.fine("maintain", "notification", "read");

        assertThat(others).contains("Second").doesNotContain("First");
        assertThat(titles("maintain")).isEmpty();
        assertThat(titles("maintain", "--all")).contains("First", "Second");
    }
}
