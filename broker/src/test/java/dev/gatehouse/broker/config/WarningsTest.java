package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    uid: 10001          | uid: 0                                                              | 7:20: agents.dev.socket.uid: uid 0 is root, who can open every agent's socket; run the worker as a user of its own
                    roles: [contribute] | roles: [read]\\n        accept-risk: [destructive]                  | 11:23: agents.dev.grants[0].accept-risk: 'destructive' covers no operation that 'allow' names here; remove it
                    roles: [contribute] | allow: [issueListLabels]\\n        deny: [issueListLabels]          | 11:16: agents.dev.grants[0].deny: 'issueListLabels' stands in 'allow' as well, and 'deny' wins; keep one of them
                    """)
    void warnsOfWhatWorksAndIsHardlyMeant(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.warnings(yaml))
                .as("said once, at its place")
                .containsExactly("gatehouse.yaml:" + expected);
    }

    @Test
    void warnsOfASharedAccountAndOfAnAgentWithoutGrants() {
        String second =
                """
                  qa:
                    account: Dev-Bot
                    token: { credential: qa }
                    socket: { uid: 10001, gid: 10001 }
                    grants: []
                """;

        assertThat(TestingConfiguration.warnings(TestingConfiguration.VALID + second))
                .as("logins are the same whatever their case; a shared uid is fine")
                .containsExactly(
                        "gatehouse.yaml:12:14: agents.qa.account: agent 'dev' has the same"
                                + " account; give each agent a Forgejo user of its own, so that"
                                + " its deeds can be told apart",
                        "gatehouse.yaml:15:13: agents.qa.grants: without a grant the agent may do"
                                + " nothing; add a grant");
    }

    @Test
    void warnsOfAnAgentWhoseGrantsAreAllShadows() {
        String yaml =
                TestingConfiguration.with(
                        "roles: [contribute]", "roles: [contribute]\\n        shadow: true");

        assertThat(TestingConfiguration.warnings(yaml))
                .containsExactly(
                        "gatehouse.yaml:9:7: agents.dev.grants: every grant is a shadow, so the"
                                + " agent may do nothing; keep the grant in force beside its"
                                + " shadow until you replace it");
        assertThat(
                        TestingConfiguration.valid(yaml)
                                .configuration()
                                .policy()
                                .grantsOf(new AgentName("dev")))
                .as("none is in force")
                .isEmpty();
    }

    @Test
    void warnsOfAFileWithoutAnyAgent() {
        assertThat(
                        TestingConfiguration.warnings(
                                "{ forge: { url: http://localhost }, agents: {} }"))
                .as("a broker for nobody")
                .containsExactly(
                        "gatehouse.yaml:1:45: agents: no agent is configured; add one, or nobody"
                                + " can use the broker");
    }
}
