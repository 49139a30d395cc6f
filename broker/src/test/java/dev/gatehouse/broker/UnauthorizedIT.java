package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an agent sees of Forgejo's 401, and what becomes of its token, by what Forgejo says when it
/// is asked whose the token is.
@Timeout(60)
class UnauthorizedIT {
    private static final String USER = "/api/v1/user";
    private static final String BRANCHES = "/api/v1/repos/charles/claude-hooks/branches";
    private static final String LABELS = "/api/v1/repos/charles/claude-hooks/labels";

    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;
    private AgentClient dev;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [contribute]
                                """)
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(LABELS).status()).as("before").isEqualTo(200);
        forge.misbehave(BRANCHES, new Misbehaviour.RejectsCredential());
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void refusesTheCallAloneIfTheTokenIsStillTaken() throws IOException {
        AgentClient.Reply refused = dev.get(BRANCHES);

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.refusal()).isEqualTo("not-granted");
        assertThat(refused.header("WWW-Authenticate")).as("nothing to prompt on").isEmpty();
        assertThat(refused.body())
                .contains("do not look for another credential")
                .as("Forgejo's 401 names the token")
                .doesNotContain(forge.token("dev-bot"));
        assertThat(dev.get(LABELS).status()).as("the next call").isEqualTo(200);
        assertThat(broker.audit()).as("no alarm").doesNotContain("credential-rejected");
    }

    @Test
    void keepsTheTokenIfItMayNotReadItsUserAnyMore() throws IOException {
        forge.misbehave(USER, new Misbehaviour.AnswersStatus(403));

        assertThat(dev.get(BRANCHES).refusal()).isEqualTo("not-granted");
        assertThat(dev.get(LABELS).status()).as("the next call").isEqualTo(200);
    }

    @Test
    void keepsTheTokenIfForgejoDoesNotSayWhoseItIs() throws IOException {
        forge.misbehave(USER, new Misbehaviour.AnswersStatus(500));

        assertThat(dev.get(BRANCHES).refusal()).isEqualTo("upstream-unreachable");
        assertThat(dev.get(LABELS).status()).as("the next call").isEqualTo(200);
    }

    @Test
    void declaresTheTokenDeadIfItIsRejectedThereToo() throws IOException {
        forge.misbehave(USER, new Misbehaviour.RejectsCredential());

        assertThat(dev.get(BRANCHES).refusal()).isEqualTo("credential-rejected");
        assertThat(dev.get(LABELS).refusal()).as("the next call").isEqualTo("credential-rejected");
        assertThat(broker.audit()).as("the alarm").contains("credential-rejected");
    }

    @Test
    void usesTheTokenThatTheSourceHoldsByNow() throws IOException {
        forge.behave();
        String old = forge.token("dev-bot");
        broker.writeToken("dev", forge.mintToken("dev-bot"));
        forge.revokeToken(old);

        assertThat(dev.get(BRANCHES).status()).as("sent once more").isEqualTo(200);
    }
}
