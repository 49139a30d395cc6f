package dev.gatehouse.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.credential.mask.Masker;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The steps of a usual call, each through its room's public door.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Steps {
    private static final AgentName AGENT = new AgentName("bench");
    private static final String TARGET = "/api/v1/repos/bench/project/issues?state=open&limit=20";
    private static final int ANSWER_BYTES = 12_000;

    private final Router router = new Router(Catalogue.load());
    private final Policy policy = new Policy(Map.of(AGENT, List.of(grant())));
    private final Route.Api route = route(router);
    private final Masker masker =
            TokenMask.of(List.of(TokenForms.of("0123456789abcdef".repeat(2).getBytes(US_ASCII))))
                    .masker(() -> {});
    private final ByteBuffer answer =
            ByteBuffer.allocateDirect(ANSWER_BYTES)
                    .put("{\"title\":\"The gate does\",".repeat(480).getBytes(US_ASCII))
                    .flip();
    private final Caller caller =
            new Caller(AGENT, new AccountName("bench-bot"), new Peer(10001, 10001, 4711));
    private final OutcomeEvent outcome =
            new OutcomeEvent(
                    OutcomeEvent.Ending.ANSWERED,
                    OptionalInt.of(200),
                    Optional.empty(),
                    0,
                    ANSWER_BYTES,
                    Duration.ofMillis(3));
    private final Path folder = folder();
    private final AuditLog audit = audit(folder);

    private static Grant grant() {
        return new Grant(
                List.of(RepositoryPattern.of("bench/project")),
                Set.of(Role.CONTRIBUTE),
                Set.of(),
                Set.of(),
                Set.of(),
                PushRule.NOTHING,
                new PathRule(List.of()),
                new Origin("agents.bench.grants[0]", 7));
    }

    private static Route.Api route(Router router) {
        if (router.route("GET", TARGET) instanceof Routing.Routed routed
                && routed.route() instanceof Route.Api api) {
            return api;
        }
        throw new IllegalStateException("no route for " + TARGET);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(
                    "bench-audit",
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static AuditLog audit(Path folder) {
        try {
            return AuditLog.open(
                    new AuditSettings(
                            folder.resolve("audit.jsonl"),
                            AuditSettings.Sync.INTERVAL,
                            AuditSettings.DEFAULT_ROTATE_BYTES,
                            new Phrase("bench")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// The measurement would else count refusals.
    @Setup
    public void permits() {
        if (!(policyDecision() instanceof Decision.Permit)) {
            throw new IllegalStateException("the policy does not permit " + TARGET);
        }
    }

    @Benchmark
    public Routing routeMatch() {
        return router.route("GET", TARGET);
    }

    @Benchmark
    public Decision policyDecision() {
        return policy.decide(AGENT, route, CallFacts.NONE, ForgeFacts.NONE);
    }

    /// Both records of a call: the intent, and how it came out.
    @Benchmark
    public void auditRecords() {
        AuditEvent.Intent intent =
                new AuditEvent.Intent(
                        caller,
                        new Call(
                                "mwr0mzvv-c",
                                Optional.of("issueListIssues"),
                                Optional.of(HttpMethod.GET),
                                Optional.of(new RepositoryName("bench", "project")),
                                List.of()),
                        new Phrase("agents.bench.grants[0] (line 7) roles: contribute"));
        if (audit.admit(intent).toCompletableFuture().join()
                instanceof Admittance.Recorded recorded) {
            audit.outcome(recorded.id(), outcome);
        } else {
            throw new IllegalStateException("the audit log cannot be written");
        }
    }

    /// An answer of 12 kB that holds no token.
    @Benchmark
    public byte[] maskScan() {
        return masker.mask(answer);
    }

    @TearDown
    public void clear() throws IOException {
        audit.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
