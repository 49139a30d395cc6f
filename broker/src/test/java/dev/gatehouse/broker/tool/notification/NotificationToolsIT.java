package dev.gatehouse.broker.tool.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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

    private Outcome fine(String agent, String... words) throws IOException {
        Outcome outcome = tools.run(agent, words);
        assertThat(outcome.exit()).as(outcome.error()).isZero();
        return outcome;
    }

    /// Opens an issue for boss-bot, who is agent `maintain`.
    private void mention(String title) throws Exception {
        int before = news().size();
        fine("triage", "issue", "create", "-t", title, "-b", "@boss-bot, look", "-a", "boss-bot");
        Instant end = Instant.now().plusSeconds(20);
        while (news().size() == before && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(news()).as("what is new").hasSize(before + 1);
    }

    private JsonNode news() throws IOException {
        return fine("maintain", "notification", "list", "--json").data();
    }

    @Test
    void listsWhatIsNew() throws Exception {
        mention("Look here");

        JsonNode one = news().path(0);
        assertThat(one.path("title").asString()).isEqualTo("Look here");
        assertThat(one.path("type").asString()).isEqualTo("Issue");
        assertThat(one.path("unread").asBoolean()).isTrue();
        assertThat(one.path("repository").asString()).isEqualTo(TestingTools.REPOSITORY);
        assertThat(fine("maintain", "notification", "list").out()).contains("Look here", "unread");
        assertThat(fine("maintain", "notification", "inbox").out()).contains("Look here");
        assertThat(fine("triage", "notification", "list", "--json").data()).isEmpty();
    }

    @Test
    void marksOneAsReadOrAll() throws Exception {
        mention("First");
        mention("Second");
        mention("Third");

        String id = news().path(0).path("id").asString();
        fine("maintain", "notification", "read", id);
        JsonNode others = news();
        fine("maintain", "notification", "read");

        assertThat(others).hasSize(2);
        assertThat(others.toString()).doesNotContain("\"id\":" + id + ",");
        assertThat(news()).isEmpty();
        assertThat(fine("maintain", "notification", "list", "--all", "--json").data()).hasSize(3);
    }
}
