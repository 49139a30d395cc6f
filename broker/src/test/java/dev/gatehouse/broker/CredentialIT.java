package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/// Which tokens a broker works with, and which not, before a forge; before a real Forgejo where
/// `FORGEJO_BIN` names one.
@Timeout(60)
class CredentialIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final Set<String> WITHOUT_USER = Set.of("write:repository", "write:issue");

    private static final String GRANT =
            """
            grants:
              - repositories: [%s]
                roles: [contribute]
            """;

    @TempDir Path directory;

    private TestingForge forge;

    @BeforeEach
    void start() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void keepsATokenAliveThatForgejoDoesNotTakeForOneCall() throws IOException {
        String token = forge.mintToken("dev-bot", Set.of("write:user", "write:repository"));
        String grant =
                GRANT.formatted("charles/claude-hooks")
                        + "    allow: [userCreateToken]\n"
                        + "    accept-risk: [credential-minting]\n";
        try (TestingBroker broker = broker("dev-bot", token, grant)) {
            AgentClient dev = broker.client("dev");

            AgentClient.Reply minting =
                    dev.json("POST", "/api/v1/users/dev-bot/tokens", "{\"name\": \"mine\"}");
            AgentClient.Reply after = dev.get(HOOKS);

            assertThat(minting.status()).as(minting.body()).isEqualTo(403);
            assertThat(minting.refusal()).isEqualTo("not-granted");
            assertThat(minting.body())
                    .contains("although the token is valid")
                    .contains("do not look for another credential");
            assertThat(after.status()).as("the next call: %s", after.body()).isEqualTo(200);
            assertThat(broker.audit()).as("no alarm").doesNotContain("credential-rejected");
        }
    }

    @Test
    void declaresARevokedTokenDead() throws IOException {
        String token = forge.mintToken("dev-bot", Set.of("read:user", "write:repository"));
        try (TestingBroker broker =
                broker("dev-bot", token, GRANT.formatted("charles/claude-hooks"))) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS + "/branches").status())
                    .as("while it is valid")
                    .isEqualTo(200);

            forge.revokeToken(token);

            assertThat(dev.get(HOOKS + "/branches").refusal()).isEqualTo("credential-rejected");
            assertThat(broker.audit()).as("the alarm").contains("credential-rejected");
        }
    }

    @Test
    void lendsATokenLimitedToRepositoriesOnceItsAccountIsProven() throws IOException {
        String token = forge.mintToken("dev-bot", WITHOUT_USER, List.of("charles/claude-hooks"));
        try (TestingBroker broker =
                broker(
                        "dev-bot",
                        token,
                        GRANT.formatted("\"charles/lib-*\", charles/claude-hooks"))) {
            AgentClient.Reply reply = broker.client("dev").get(HOOKS);

            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        }
    }

    @Test
    void describesAnAccountThatWasProvenByItsNameAlone() throws IOException {
        String token = forge.mintToken("dev-bot", WITHOUT_USER, List.of("charles/claude-hooks"));
        String grant = GRANT.formatted("charles/claude-hooks") + "    allow: [userGetCurrent]\n";
        try (TestingBroker broker = broker("dev-bot", token, grant)) {
            AgentClient.Reply reply = broker.client("dev").get("/api/v1/user");

            assertThat(reply.body()).isEqualTo("{\"login\":\"dev-bot\",\"username\":\"dev-bot\"}");
        }
    }

    /// Account configured, account of the token, repositories granted.
    static final List<Arguments> UNPROVEN =
            List.of(
                    Arguments.of(
                            "another's token", "reviewer-bot", "dev-bot", "charles/claude-hooks"),
                    Arguments.of("no repository in full", "dev-bot", "dev-bot", "\"charles/*\""),
                    Arguments.of(
                            "no repository it sees",
                            "dev-bot",
                            "dev-bot",
                            "charles/vault, \"charles/c*\""),
                    Arguments.of(
                            "its own repository", "charles", "charles", "charles/claude-hooks"),
                    Arguments.of(
                            "the repository's owner",
                            "dev-bot",
                            "charles",
                            "charles/claude-hooks"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("UNPROVEN")
    void lendsNoTokenWithoutProof(String name, String account, String owner, String repositories)
            throws IOException {
        String token = forge.mintToken(owner, WITHOUT_USER);
        try (TestingBroker broker = broker(account, token, GRANT.formatted(repositories))) {
            AgentClient.Reply reply = broker.client("dev").get(HOOKS);

            assertThat(reply.refusal())
                    .as("%s: %s", name, reply.body())
                    .isEqualTo("identity-mismatch");
            assertThat(broker.broker().tokensLent()).as("tokens lent").isZero();
        }
    }

    @Test
    void lendsNoTokenOfASiteAdministratorWithoutProof() throws IOException {
        assumeTrue(forge.isReal(), "the demo forge has no site administrator");

        lendsNoTokenWithoutProof(
                "may ask about all", "root1", "root1", "charles/claude-hooks, charles/lib-parser");
    }

    @Test
    void lendsATokenThatOnlyTheGrantsOfAReloadProve() throws IOException {
        String token = forge.mintToken("dev-bot", WITHOUT_USER);
        try (TestingBroker broker = broker("dev-bot", token, GRANT.formatted("\"charles/*\""))) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS).refusal()).as("before").isEqualTo("identity-mismatch");

            broker.broker()
                    .reload(
                            settings("dev-bot", token, GRANT.formatted("charles/claude-hooks"))
                                    .configuration());

            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (dev.get(HOOKS).status() != 200) {
                assertThat(System.nanoTime()).as("proven within 10 s").isLessThan(deadline);
            }
        }
    }

    private TestingBroker broker(String account, String token, String settings) throws IOException {
        return settings(account, token, settings).start();
    }

    private TestingBroker.Builder settings(String account, String token, String settings)
            throws IOException {
        return TestingBroker.of(directory, forge.url()).agent("dev", account, token, settings);
    }
}
