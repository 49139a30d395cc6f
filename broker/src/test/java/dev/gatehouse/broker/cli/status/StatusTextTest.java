package dev.gatehouse.broker.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private static final String STATUS =
            """
            {"version":"0.1.0","pid":4711,"started_at":"2026-01-02T08:47:00Z","state":"serving",
             "configuration":{"file":"/etc/gatehouse/gatehouse.yaml",
               "loaded_at":"2026-01-02T11:59:00Z","problems":[]},
             "memory":{"rss_bytes":100663296,"heap_used_bytes":24117248,"heap_max_bytes":268435456},
             "forge":{"url":"https://forge.example.org","health":"failing",
               "last_success_at":"2026-01-02T11:58:00Z","last_failure_at":"2026-01-02T11:59:58Z",
               "last_failure":"Forgejo did not begin to answer in time",
               "latency_ms":{"p50":3.1,"p95":8.0,"p99":12.4,"calls":1204}},
             "agents":[
               {"agent":"boss","account":"boss-bot","sockets":[],"connections":[],"calls":0,
                "refusals":{},"credential":{"state":"unverified","since":null},
                "last_error":null,"limits_hit":0},
               {"agent":"dev","account":"dev-bot",
                "sockets":[{"path":"/run/gatehouse/agents/dev/forge.sock","state":"listening"}],
                "connections":[{"door":"forge","uid":10001,"pid":4242,"container":"gatehouse-dev",
                  "command":"forge","since":"2026-01-02T11:59:57Z"}],
                "calls":1204,"refusals":{"limit":2,"not-granted":12},
                "credential":{"state":"rejected","since":"2026-01-02T11:55:00Z"},
                "last_error":{"at":"2026-01-02T11:58:30Z","code":"not-granted","door":"forge",
                  "operation":"issueDelete"},
                "limits_hit":2}],
             "alarms":[{"at":"2026-01-02T11:55:00Z","cause":"credential-rejected","agent":"dev",
               "detail":"Forgejo answers 401"}],
             "audit":{"file":"/var/lib/gatehouse/audit.jsonl","head":"ab","sequence":2412,
               "fault":null,"waiting":0}}
            """;

    @Test
    void saysHowEverythingIs() {
        assertThat(text(STATUS))
                .isEqualTo(
                        """
                        gatehouse 0.1.0, serving for 3h 13m, pid 4711
                          memory   96 MiB, of it 23 of at most 256 MiB on Java's heap
                          forge    https://forge.example.org: failing
                                   last failure 2s ago: Forgejo did not begin to answer in time
                                   50% in 3.1 ms, 95% in 8.0 ms, 99% in 12.4 ms; 1204 answer(s)
                          config   /etc/gatehouse/gatehouse.yaml, in force for 1m 0s
                          audit    /var/lib/gatehouse/audit.jsonl, record 2412

                        AGENT  ACCOUNT   TOKEN               CALLS  REFUSED  LIMITS  CONNECTED
                        boss   boss-bot  unverified              0        0       0          0
                        dev    dev-bot   rejected for 5m 0s   1204       14       2          1

                        boss

                        dev
                          socket   /run/gatehouse/agents/dev/forge.sock listening
                          from     forge, uid 10001, pid 4242, gatehouse-dev, at forge for 3s
                          refused  2 limit, 12 not-granted
                          last     not-granted, 1m 30s ago: issueDelete (forge)

                        alarms, the last 1 of 1
                          5m 0s ago: credential-rejected: Forgejo answers 401
                        """);
    }

    @Test
    void fitsATerminal() {
        assertThat(text(STATUS).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void saysLoudlyWhatIsNotAsItSeems() {
        String broken =
                STATUS.replace("\"problems\":[]", "\"problems\":[\"gatehouse.yaml:1:1: no\"]")
                        .replace("\"fault\":null", "\"fault\":\"disk-full\"");

        assertThat(text(broken))
                .contains("NOT the file as it is now, which is invalid:", "gatehouse.yaml:1:1: no")
                .contains("UNAVAILABLE (disk-full), nothing is sent");
    }

    @Test
    void survivesADaemonOfAnotherVersion() {
        assertThat(text("{\"agents\":[{\"agent\":\"dev\"}]}")).contains("gatehouse ?", "dev");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m 0s",
        "3599, 59m 59s",
        "3600, 1h 0m",
        "90061, 1d 1h",
        "-5, 0s"
    })
    void putsAnAgeInItsGreatestUnits(long seconds, String text) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    private static String text(String status) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        JsonNode node = new JsonMapper().readTree(status);
        new StatusText(out, NOW).print(node, node.path("agents").valueStream().toList());
        out.flush();
        return text.toString();
    }
}
