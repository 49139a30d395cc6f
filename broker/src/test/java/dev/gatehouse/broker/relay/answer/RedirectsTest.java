package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.admission.Admissions;
import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.admission.RepositoryBindings;
import dev.gatehouse.broker.admission.SeenAttachments;
import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Asking ASKING =
            new Asking(
                    new Agent(
                            DEV,
                            new AccountName("dev-bot"),
                            new TokenSource.TokenFile(Path.of("/nowhere")),
                            new SocketOwner(1, 1),
                            Optional.empty(),
                            Limits.DEFAULT),
                    new Peer(1, 1, 1),
                    new ExchangeId("x-1"));

    @TempDir Path folder;
    private AuditLog audit;
    private Redirects redirects;

    @BeforeEach
    void grantOneRepository() throws IOException {
        Grant read =
                new Grant(
                        List.of(RepositoryPattern.of("charles/granted")),
                        Set.of(Role.READ),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        PushRule.NOTHING,
                        PathRule.NOTHING,
                        new Origin("agents.dev.grants[0]", 1));
        Policy policy = new Policy(Map.of(DEV, List.of(read)));
        audit =
                AuditLog.open(
                        new AuditSettings(
                                folder.resolve("audit.jsonl"),
                                AuditSettings.Sync.INTERVAL,
                                1 << 20,
                                new Phrase("0.1.0")));
        redirects =
                new Redirects(
                        new Router(Catalogue.load()),
                        new Admissions(
                                () -> policy,
                                audit,
                                new RepositoryBindings(folder.resolve("repositories")),
                                new SeenAttachments()),
                        new ForgeOrigin(
                                URI.create("http://127.0.0.1:3000"),
                                Optional.of(URI.create("https://forge.example.org/git"))));
    }

    @AfterEach
    void close() throws IOException {
        audit.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/repos/Charles/Granted/pulls/1, /api/v1/repos/charles/granted/pulls/1",
        "https://forge.example.org/git/api/v1/repos/charles/granted, /api/v1/repos/charles/granted",
        "http://127.0.0.1:3000/charles/granted/archive/main.zip, /charles/granted/archive/main.zip",
        "/git/charles/granted/raw/branch/main/a%2fb, /charles/granted/raw/branch/main/a/b",
    })
    void showsWhereAGrantedRepositoryIs(String location, String shown) {
        assertThat(redirects.fate(ASKING, Optional.of(location)))
                .isEqualTo(new Redirects.Fate.Shown(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/repos/charles/secret",
                "/charles/secret/archive/main.zip",
                "/api/v1/version",
                "/attachments/0fa1b2c3-0000-4000-8000-00000000000a",
                "/-/broker/v1/whoami",
                "/user/login",
                "//evil.example/api/v1/repos/charles/granted",
                "https://evil.example/api/v1/repos/charles/granted",
                "https://forge.example.org/git//evil.example/x",
                "https://forge.example.org/api/v1/repos/charles/granted",
                "/api/v1/repos/charles/granted/../secret",
                "/api/v1/repos/charles/granted?token=x",
                "/api/v1/repos/charles/granted#x",
                "/api/v1/repos/charles/granted\\..\\secret",
                "",
            })
    void showsNothingOfWhatLeadsElsewhere(String location) {
        assertThat(redirects.fate(ASKING, Optional.of(location)))
                .isInstanceOfSatisfying(
                        Redirects.Fate.Refused.class,
                        refused ->
                                assertThat(refused.refusal().toString())
                                        .as("the location is not echoed")
                                        .doesNotContain("evil", "secret"));
    }

    @Test
    void aRedirectToNowhereIsRefused() {
        assertThat(redirects.fate(ASKING, Optional.empty()))
                .isInstanceOf(Redirects.Fate.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, false",
        "300, false",
        "301, true",
        "302, true",
        "303, true",
        "304, false",
        "305, false",
        "307, true",
        "308, true"
    })
    void knowsWhatARedirectIs(int status, boolean redirect) {
        assertThat(Redirects.isRedirect(status)).isEqualTo(redirect);
    }
}
