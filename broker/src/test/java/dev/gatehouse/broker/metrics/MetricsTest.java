package dev.gatehouse.broker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.metrics.Standing.Connected;
import dev.gatehouse.broker.metrics.Standing.Credential;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.UpstreamFault;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Caller CALLER =
            new Caller(
                    DEV,
                    new AccountName("dev-bot"),
                    new Peer(10001, 10001, 4711).in(new ContainerId("ab".repeat(32))));
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Instant now = NOON;
    private final Metrics metrics = new Metrics("1.2.3", () -> now);

    @Test
    void countsACallOnceByHowItEnded() {
        metrics.calls().ended(CALLER, forge("issueGetIssue"), outcome(Ending.ANSWERED, null, 3, 9));
        metrics.calls().refused(CALLER, forge("issueDelete"), RefusalCode.NOT_GRANTED);
        metrics.calls()
                .ended(
                        CALLER,
                        forge("issueGetIssue"),
                        outcome(Ending.REFUSED, RefusalCode.CREDENTIAL_REJECTED, 0, 0));

        assertThat(scrape())
                .contains(
                        "gatehouse_calls_total{agent=\"dev\",door=\"forge\",outcome=\"answered\"} 1.0",
                        "gatehouse_calls_total{agent=\"dev\",door=\"forge\",outcome=\"refused\"} 2.0",
                        "gatehouse_refusals_total{agent=\"dev\",code=\"not-granted\",door=\"forge\"} 1.0",
                        "gatehouse_refusals_total{agent=\"dev\",code=\"credential-rejected\",door=\"forge\"} 1.0",
                        "gatehouse_body_bytes_total{agent=\"dev\",direction=\"request\",door=\"forge\"} 3.0",
                        "gatehouse_body_bytes_total{agent=\"dev\",direction=\"response\",door=\"forge\"} 9.0");
    }

    @Test
    void addsTheDoorsOfAnAgentUp() {
        metrics.calls().refused(CALLER, forge("issueDelete"), RefusalCode.LIMIT);
        now = NOON.plusSeconds(5);
        metrics.calls()
                .refused(
                        CALLER,
                        Call.ofEgress("x-2", "connect", Optional.empty()),
                        RefusalCode.NOT_GRANTED);
        metrics.calls()
                .ended(
                        CALLER,
                        Call.ofModel("x-3", Optional.empty(), Optional.empty(), Optional.empty()),
                        outcome(Ending.ANSWERED, null, 1, 1));

        AgentCalls calls = metrics.calls().of(DEV);

        assertThat(calls.calls()).isEqualTo(3);
        assertThat(calls.limitsHit()).isEqualTo(1);
        assertThat(calls.refusals()).isEqualTo(Map.of("limit", 1L, "not-granted", 1L));
        assertThat(calls.lastError())
                .as("the later of both doors")
                .contains(new LastError(now, "not-granted", "egress", Optional.of("connect")));
        assertThat(metrics.calls().of(new AgentName("other"))).isEqualTo(AgentCalls.NONE);
    }

    @Test
    void losesNoCallOfManyThreads() throws InterruptedException {
        int threads = 8;
        int each = 500;
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int call = 0; call < each; call++) {
                            metrics.calls()
                                    .refused(CALLER, forge("issueDelete"), RefusalCode.LIMIT);
                        }
                        done.countDown();
                    });
        }
        done.await();

        assertThat(metrics.calls().of(DEV).limitsHit()).isEqualTo((long) threads * each);
    }

    @Test
    void hasNoPlaceForWhatAnAgentChose() {
        Call asked =
                new Call(
                        "exchange-7",
                        Optional.of("repoGet"),
                        Optional.of(HttpMethod.GET),
                        Optional.of(new RepositoryName("charles", "secret-project")),
                        List.of());
        metrics.calls().ended(CALLER, asked, outcome(Ending.ANSWERED, null, 1, 1));
        metrics.calls()
                .ended(
                        CALLER,
                        Call.ofEgress(
                                "x-2",
                                "connect",
                                Optional.of(new Elsewhere.Destination("evil.example.org", 443))),
                        outcome(Ending.TIMED_OUT, RefusalCode.UPSTREAM_TIMEOUT, 1, 1));
        metrics.calls()
                .ended(
                        CALLER,
                        Call.ofModel(
                                "x-3", Optional.empty(), Optional.empty(), Optional.of("gpt-oss")),
                        outcome(Ending.ANSWERED, null, 1, 1));

        assertThat(scrape())
                .doesNotContain("charles", "secret-project", "evil.example.org", "gpt-oss")
                .as("each would be a series of its own")
                .doesNotContain("exchange-7", "repoGet", "dev-bot", "ab".repeat(32));
    }

    @Test
    void tellsHowLongTheForgeTakes() {
        for (int milliseconds = 1; milliseconds <= 100; milliseconds++) {
            metrics.forge().answered(200, Duration.ofMillis(milliseconds));
        }

        UpstreamHealth health = metrics.forge().health();

        assertThat(health.word()).isEqualTo("ok");
        assertThat(health.answers()).isEqualTo(100);
        assertThat(health.firstByte())
                .contains(
                        new Percentiles(
                                Duration.ofMillis(50),
                                Duration.ofMillis(95),
                                Duration.ofMillis(99),
                                100));
        assertThat(scrape())
                .contains("gatehouse_upstream_first_byte_seconds_bucket{server=\"forge\",le=\"")
                .contains("gatehouse_upstream_first_byte_seconds_count{server=\"forge\"} 100");
    }

    @Test
    void forgetsOldAnswersInItsPercentiles() {
        metrics.forge().answered(200, Duration.ofMinutes(1));
        for (int answer = 0; answer < Recent.KEPT; answer++) {
            metrics.forge().answered(200, Duration.ofMillis(2));
        }

        assertThat(metrics.forge().health().firstByte().orElseThrow().p99())
                .isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void saysTheForgeFailsUntilItAnswersAgain() {
        assertThat(metrics.forge().health().word()).isEqualTo("unknown");

        metrics.forge().failed(UpstreamFault.UNREACHABLE);
        UpstreamHealth failing = metrics.forge().health();
        now = NOON.plusSeconds(1);
        metrics.forge().answered(404, Duration.ofMillis(1));

        assertThat(failing.word()).isEqualTo("failing");
        assertThat(failing.lastFailureText()).contains("the broker cannot connect to Forgejo");
        assertThat(metrics.forge().health().word())
                .as("a 404 is an answer of the forge")
                .isEqualTo("ok");
        assertThat(scrape())
                .contains(
                        "gatehouse_upstream_failures_total{fault=\"unreachable\",server=\"forge\"} 1.0");
    }

    @Test
    void takesAGatewaysErrorForAFailure() {
        metrics.forge().answered(503, Duration.ofMillis(1));

        assertThat(metrics.forge().health().word()).isEqualTo("failing");
        assertThat(metrics.forge().health().lastFailureText()).contains("Forgejo answered 503");
    }

    @Test
    void showsWhatIsTrueAtTheMoment() {
        Standing standing =
                new Standing(
                        List.of(new Connected(DEV, "forge", 2)),
                        Map.of(DEV, new Credential("rejected", List.of("ok", "rejected"))),
                        false,
                        7,
                        true,
                        new Memory(4096, 1, 2));
        metrics.alarm("credential-rejected", Optional.of(DEV));

        assertThat(metrics.scrape(standing))
                .contains(
                        "gatehouse_connections{agent=\"dev\",door=\"forge\"} 2.0",
                        "gatehouse_credential{agent=\"dev\",state=\"ok\"} 0.0",
                        "gatehouse_credential{agent=\"dev\",state=\"rejected\"} 1.0",
                        "gatehouse_audit_writable 0.0",
                        "gatehouse_audit_waiting_records 7.0",
                        "gatehouse_draining 1.0",
                        "process_resident_memory_bytes 4096.0",
                        "process_start_time_seconds 1.7673552E9",
                        "gatehouse_build_info{version=\"1.2.3\"} 1\n",
                        "gatehouse_alarms_total{agent=\"dev\",cause=\"credential-rejected\"} 1.0");
        assertThat(scrape())
                .as("an agent that is gone is not shown as it was")
                .doesNotContain("gatehouse_connections{", "gatehouse_credential{");
    }

    private String scrape() {
        return metrics.scrape(
                new Standing(List.of(), Map.of(), true, 0, false, new Memory(0, 0, 0)));
    }

    private static Call forge(String operation) {
        return new Call(
                "x-1",
                Optional.of(operation),
                Optional.of(HttpMethod.GET),
                Optional.empty(),
                List.of());
    }

    private static OutcomeEvent outcome(
            Ending ending, @Nullable RefusalCode code, long requestBytes, long responseBytes) {
        return new OutcomeEvent(
                ending,
                OptionalInt.empty(),
                Optional.ofNullable(code),
                requestBytes,
                responseBytes,
                Duration.ofMillis(1));
    }
}
