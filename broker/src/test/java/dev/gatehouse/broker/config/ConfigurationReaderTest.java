package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource.SystemdCredential;
import dev.gatehouse.broker.agent.TokenSource.TokenCommand;
import dev.gatehouse.broker.agent.TokenSource.TokenFile;
import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RefPattern;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
    private static final AgentName DEV = new AgentName("dev");

    /// The example of the design, section 5.
    private static final String EXAMPLE =
            """
            forge:
              url: https://forge.example.org        # plain http only for loopback, or with allow-plaintext: true
              # public-url: https://git.example.org # Forgejo's ROOT_URL where it differs
              # ca-file: /etc/gatehouse/forge-ca.pem
            agents:
              dev:
                account: dev-bot                    # the broker refuses to use a token of anyone else
                token: { file: /etc/gatehouse/tokens/dev }   # or { credential: dev } (systemd), or { command: [pass, show, forge/dev] }
                socket: { uid: 10001, gid: 10001 }
                container: gatehouse-dev            # optional second factor
                grants:
                  - repositories: [charles/claude-hooks, "charles/lib-*"]
                    roles: [contribute]             # read | triage | review | contribute | maintain
                    allow: [issueCreateLabel]       # single operations on top
                    deny:  [issueDelete]
                    push: { branches: ["dev/**"], tags: [], create: true, force: false, delete: false }
                limits: { requests-per-minute: 600, concurrent: 16, body: 512MiB }
            audit: { file: /var/lib/gatehouse/audit.jsonl, sync: interval }
            # runtime-dir: /run/gatehouse           # sockets: <runtime-dir>/agents/<agent>/, <runtime-dir>/admin.sock
            # state-dir: /var/lib/gatehouse
            """;

    @Test
    void readsTheDesignsExampleIntoExactlyTheseRecords() {
        Agent dev =
                new Agent(
                        DEV,
                        new AccountName("dev-bot"),
                        new TokenFile(Path.of("/etc/gatehouse/tokens/dev")),
                        new SocketOwner(10001, 10001),
                        Optional.of("gatehouse-dev"),
                        new Limits(600, 16, 512L * 1024 * 1024, OptionalLong.empty()));
        Grant grant =
                new Grant(
                        List.of(
                                RepositoryPattern.of("charles/claude-hooks"),
                                RepositoryPattern.of("charles/lib-*")),
                        Set.of(Role.CONTRIBUTE),
                        Set.of("issueCreateLabel"),
                        Set.of("issueDelete"),
                        Set.of(),
                        new PushRule(
                                List.of(new RefPattern("dev/**")), List.of(), true, false, false),
                        PathRule.NOTHING,
                        new Origin("agents.dev.grants[0]", 12));
        Configuration expected =
                new Configuration(
                        new ForgeSettings(
                                URI.create("https://forge.example.org"),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                List.of(),
                                new Timeouts(
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(60),
                                        Duration.ofSeconds(60))),
                        new TreeMap<>(Map.of(DEV, new AgentSettings(dev, List.of(grant)))),
                        new AuditSettings(
                                Path.of("/var/lib/gatehouse/audit.jsonl"),
                                AuditSync.INTERVAL,
                                64L * 1024 * 1024),
                        Path.of("/run/gatehouse"),
                        Path.of("/var/lib/gatehouse"),
                        List.of(),
                        WorkersSettings.DEFAULT);

        var valid = TestingConfiguration.valid(EXAMPLE);

        assertThat(valid.configuration()).as("every key of the example").isEqualTo(expected);
        assertThat(valid.warnings()).as("the example is above reproach").isEmpty();
    }

    @Test
    void readsEveryKeyOfAWorker() {
        Configuration read =
                configuration(
                        """
                        forge: { url: "https://forge.example.org" }
                        agents:
                          dev:
                            account: dev-bot
                            token: { credential: dev }
                            socket: { uid: 10001, gid: 10001 }
                            grants: []
                            worker:
                              image: registry.example.org/gatehouse-worker:claude
                              memory: 4GiB
                              cpus: 0.5
                              pids: 100
                              tmp: 64MiB
                              network: lab
                              time-zone: Europe/Berlin
                              mounts:
                                - { source: /srv/a, target: /mnt/a }
                                - { source: /srv/b, target: /mnt/b, writable: true }
                        workers: { directory: /srv/workers, mounts: /srv/mounts }
                        """);

        assertThat(Objects.requireNonNull(read.agents().get(DEV)).worker())
                .as("the agent's container")
                .isEqualTo(
                        new WorkerSettings(
                                "registry.example.org/gatehouse-worker:claude",
                                4L << 30,
                                500_000_000,
                                100,
                                64L << 20,
                                "lab",
                                Optional.of(ZoneId.of("Europe/Berlin")),
                                List.of(
                                        new WorkerSettings.Mount(
                                                Path.of("/srv/a"), Path.of("/mnt/a"), false),
                                        new WorkerSettings.Mount(
                                                Path.of("/srv/b"), Path.of("/mnt/b"), true))));
        assertThat(read.workers())
                .as("what all workers share")
                .isEqualTo(new WorkersSettings(Path.of("/srv/workers"), Path.of("/srv/mounts")));
    }

    @Test
    void readsTheKeysTheExampleLeavesOut() {
        Configuration read =
                configuration(
                        """
                        runtime-dir: /srv/run
                        state-dir: /srv/state
                        alarm-command: [/usr/bin/mail, -s, alarm, root]
                        audit: { sync: always, rotate: 1GiB }
                        forge:
                          url: HTTP://Forge.Example.org:3000/git/
                          public-url: https://git.example.org/
                          allow-plaintext: true
                          timeouts: { connect: 500ms, first-byte: 2m, idle: 30s }
                        agents:
                          dev:
                            account: dev-bot
                            token: { credential: dev }
                            socket: { uid: 1, gid: 2 }
                            grants:
                              - repositories: [charles/lib]
                                allow: [issueDelete]
                                accept-risk: [destructive]
                        """);

        assertThat(read.runtimeDirectory()).as("runtime-dir").isEqualTo(Path.of("/srv/run"));
        assertThat(read.stateDirectory()).as("state-dir").isEqualTo(Path.of("/srv/state"));
        assertThat(read.alarmCommand())
                .as("alarm-command")
                .containsExactly("/usr/bin/mail", "-s", "alarm", "root");
        assertThat(read.audit())
                .as("the audit file follows state-dir where it is not named")
                .isEqualTo(
                        new AuditSettings(
                                Path.of("/srv/state/audit.jsonl"), AuditSync.ALWAYS, 1L << 30));
        assertThat(read.forge())
                .as("URLs in one form: lower case, no slash at the end")
                .isEqualTo(
                        new ForgeSettings(
                                URI.create("http://forge.example.org:3000/git"),
                                Optional.of(URI.create("https://git.example.org")),
                                Optional.empty(),
                                true,
                                List.of(),
                                new Timeouts(
                                        Duration.ofMillis(500),
                                        Duration.ofMinutes(2),
                                        Duration.ofSeconds(30))));
        AgentSettings dev = read.agents().get(DEV);
        assertThat(dev).as("the agent is there").isNotNull();
        assertThat(dev.agent().token()).as("token").isEqualTo(new SystemdCredential("dev"));
        assertThat(dev.agent().limits()).as("limits by default").isEqualTo(Limits.DEFAULT);
        assertThat(dev.grants().getFirst().acceptRisk())
                .as("accept-risk")
                .containsExactly(Risk.DESTRUCTIVE);
        assertThat(dev.grants().getFirst().push()).as("push").isEqualTo(PushRule.NOTHING);
    }

    @Test
    void readsATokenCommandAsAListOfArguments() {
        Configuration read =
                configuration(
                        TestingConfiguration.with(
                                "file: /etc/gatehouse/tokens/dev",
                                "command: [pass, show, forge/dev]"));

        assertThat(read.agents().values().iterator().next().agent().token())
                .as("no shell splits it")
                .isEqualTo(new TokenCommand(List.of("pass", "show", "forge/dev")));
    }

    @Test
    void reportsAllProblemsOfAFileAtOnceSortedByPosition() {
        String yaml =
                """
                runtime-dir: run
                forge:
                  url: http://forge.example.org
                  ulr: x
                agents:
                  dev:
                    account: "dev bot"
                    token: { file: tokens/dev }
                    socket: { uid: "10001", gid: 10001 }
                    grants:
                      - repositories: [charles]
                        roles: [contribut]
                        allow: [issueDelete]
                """;

        assertThat(TestingConfiguration.problems(yaml))
                .as("one round of editing mends the file")
                .containsExactly(
                        "gatehouse.yaml:1:14: runtime-dir: an absolute path was expected; begin it"
                                + " with '/'",
                        "gatehouse.yaml:3:8: forge.url: plain http would show the token to the"
                                + " network; use https, or say 'allow-plaintext: true' below"
                                + " 'forge'",
                        "gatehouse.yaml:4:3: forge: 'ulr' is not a key here; did you mean 'url'?",
                        "gatehouse.yaml:7:14: agents.dev.account: 'dev bot' is not a Forgejo"
                                + " account; use letters, digits, '.', '_' and '-', at most 40",
                        "gatehouse.yaml:8:20: agents.dev.token.file: an absolute path was"
                                + " expected; begin it with '/'",
                        "gatehouse.yaml:9:20: agents.dev.socket.uid: a number was expected, not a"
                                + " text; write it in digits, without quotes",
                        "gatehouse.yaml:11:24: agents.dev.grants[0].repositories: 'charles' is not"
                                + " OWNER/NAME; use A-Za-z0-9._- on both sides of one '/', and '*'"
                                + " only in the name",
                        "gatehouse.yaml:12:17: agents.dev.grants[0].roles: 'contribut' is not a"
                                + " role; did you mean 'contribute'?",
                        "gatehouse.yaml:13:17: agents.dev.grants[0].allow: 'issueDelete' is risky"
                                + " (destructive), and the grant does not accept that; remove it,"
                                + " or add accept-risk: [destructive] to the grant");
    }

    private static Configuration configuration(String yaml) {
        return TestingConfiguration.valid(yaml).configuration();
    }
}
