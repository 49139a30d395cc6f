package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every command, tried with a few.
@Timeout(60)
class CommandIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void showsATableAndData() throws IOException {
        Outcome table = tools.run("read", "issue", "list");
        Outcome data = tools.run("read", "issue", "list", "--json", "number,title");

        assertThat(table.exit()).as(table.error()).isZero();
        assertThat(table.out()).startsWith("NUMBER").contains("#1");
        assertThat(data.data().get(0).propertyNames()).containsExactly("number", "title");
    }

    @Test
    void sendsEveryCallOverTheAgentsOwnLine() throws IOException {
        Outcome created = tools.run("triage", "issue", "create", "-t", "Found", "-b", "It breaks.");

        assertThat(created.exit()).as(created.error()).isZero();
        assertThat(tools.audit())
                .as("as any other call")
                .contains("issueCreateIssue", "\"agent\":\"triage\"");
    }

    @Test
    void countsEveryCallForTheAgentsLimits() throws IOException {
        tools.close();
        tools =
                TestingTools.limited(
                        directory.resolve("limited"), "limits: { requests-per-minute: 5 }");
        List<Integer> exits = new ArrayList<>();
        while (exits.size() < 5) {
            exits.add(tools.run("triage", "issue", "list").exit());
        }

        assertThat(exits)
                .as("a command is two calls: itself, and its call to the forge")
                .startsWith(0, 0)
                .contains(6);
    }

    @Test
    void asksForTheTextOfAFileAndUsesIt() throws IOException {
        String[] words = {"issue", "comment", "1", "-F", "-"};
        Outcome first = tools.run("triage", words);
        Outcome second = tools.run("triage", Map.of("-", "From standard input."), words);

        assertThat(first.wanted()).containsExactly("-");
        assertThat(first.exit()).as("it did nothing yet").isEqualTo(-1);
        assertThat(second.exit()).as(second.error()).isZero();
        assertThat(tools.api("triage", "repos/charles/claude-hooks/issues/1/comments").toString())
                .contains("From standard input.");
    }

    @Test
    void saysWhoSaidNo() throws IOException {
        Outcome refused = tools.run("read", "issue", "create", "-t", "Found");
        Outcome elsewhere = tools.run("triage", "issue", "list", "-R", "charles/vault");
        Outcome missing = tools.run("triage", "issue", "view", "4711");
        Outcome wrong = tools.run("triage", "issue", "list", "--state", "opened");
        Outcome unknown = tools.run("read", "issue", "lst");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.error()).contains("not-granted", "issueCreateIssue", "roles: [triage]");
        assertThat(elsewhere.exit()).isEqualTo(3);
        assertThat(elsewhere.error()).contains("charles/vault");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.error()).contains("not found, or not visible to dev-bot");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.error()).contains("'opened' is no state; there is open, closed, all");
        assertThat(tools.run("triage", "isue", "list").error())
                .contains("there is no command 'isue'; forge help lists yours");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.error())
                .contains("there is no command 'issue lst'; there is forge issue ", " list ")
                .as("what it may not do")
                .doesNotContain("create");
    }

    @Test
    void saysThatTheCredentialIsDead() throws IOException {
        assertThat(tools.run("triage", "issue", "list").exit()).isZero();
        tools.killToken("triage");

        Outcome dead = tools.run("triage", "issue", "list");

        assertThat(dead.exit()).as("as of every command of the shim").isEqualTo(5);
        assertThat(dead.error()).contains("credential-rejected", "remedy: ");
    }

    @Test
    void tellsAnAgentInShortWhatItMayDo() throws IOException {
        String guide = tools.run("contribute", "help", "--agent").out();

        assertThat(guide)
                .contains("dev-bot", "`charles/claude-hooks`", "push to `dev/**`, never by force")
                .contains("`forge issue`", "create");
        // A token is four characters of English, more or less; here it has to be fewer.
        assertThat(guide.length() / 3).as("tokens, counted generously").isLessThan(1500);
        assertThat(tools.run("read", "help", "--agent").out()).doesNotContain("create");
    }

    @Test
    void showsOnlyWhatIsPermitted() throws IOException {
        assertThat(tools.run("read", "help").out()).contains("list").doesNotContain("create");
        assertThat(tools.run("triage", "help").out()).contains("create");
        assertThat(tools.run("read", "issue", "--help").out()).doesNotContain("create");
        assertThat(tools.run("read", "issue", "list", "--help").out()).contains("--assignee");
    }
}
