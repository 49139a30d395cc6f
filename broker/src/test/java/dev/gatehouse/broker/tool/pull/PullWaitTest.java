package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.protocol.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `forge pr status --wait`, on a clock of its own.
class PullWaitTest {
    private static final String PENDING = checks("pending", "success");
    private static final String GOOD = checks("success", "success");
    private static final String BAD = checks("success", "failure");
    private static final String NONE = "{\"statuses\": [], \"total_count\": 0}";

    private final TestingLine line =
            new TestingLine()
                    .answering("GET repos/charles/lib/pulls/7", pull("open"))
                    .answering("GET repos/charles/lib/pulls/7/reviews", "[]");
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void waitsUntilAllChecksAreDone() throws ToolFailure {
        line.answering("GET repos/charles/lib/commits/abc/status", PENDING, PENDING, GOOD);

        assertThat(status(10).data().path("checksState").asString()).isEqualTo("success");
        assertThat(pauses).hasSize(2);
        assertThat(line.told().getFirst()).isEqualTo("waiting for the checks of #7: build");
    }

    @Test
    void failsWhenACheckDoes() {
        line.answering("GET repos/charles/lib/commits/abc/status", PENDING, BAD);

        assertThatThrownBy(() -> status(10))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.exit()).isEqualTo(ExitCode.FORGE_ERROR))
                .hasMessageContaining("1 of 2 checks failed on abc")
                .hasMessageContaining("lint: said so https://ci.example.org/2");
    }

    @Test
    void doesNotWaitForTheRestOnceOneFailed() {
        line.answering("GET repos/charles/lib/commits/abc/status", checks("pending", "error"));

        assertThatThrownBy(() -> status(10)).hasMessageContaining("1 of 2 checks failed");
        assertThat(pauses).isEmpty();
    }

    @Test
    void saysWhichAreNotDoneWhenTheTimeIsOver() {
        line.answering("GET repos/charles/lib/commits/abc/status", PENDING);

        assertThatThrownBy(() -> status(3))
                .hasMessageContaining("after 3 minutes")
                .hasMessageContaining("build");
    }

    @Test
    void givesChecksAMomentToBegin() throws ToolFailure {
        line.answering("GET repos/charles/lib/commits/abc/status", NONE, NONE, PENDING, GOOD);

        assertThat(status(10).data().path("checksState").asString()).isEqualTo("success");
    }

    @Test
    void doesNotWaitForChecksThatNobodyRuns() throws ToolFailure {
        line.answering("GET repos/charles/lib/commits/abc/status", NONE);

        assertThat(status(10).data().path("checksState").asString()).isEqualTo("none");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void doesNotWaitForWhatIsMerged() throws ToolFailure {
        line.answering("GET repos/charles/lib/pulls/7", pull("closed"))
                .answering("GET repos/charles/lib/commits/abc/status", PENDING);

        assertThat(status(10).data().path("state").asString()).isEqualTo("closed");
        assertThat(pauses).isEmpty();
    }

    private ToolResult status(long minutes) throws ToolFailure {
        return line.run(
                new PullCheckTools(pauses::add).tools(),
                "status",
                Map.of("number", 7L, "wait", true, "timeout", minutes));
    }

    private static String pull(String state) {
        return """
        {"number": 7, "title": "Add notes", "state": "%s", "head": {"sha": "abc", "label": "dev/x"}}
        """
                .formatted(state);
    }

    private static String checks(String build, String lint) {
        return """
        {"total_count": 2, "statuses": [
          {"context": "build", "status": "%s", "target_url": "https://ci.example.org/1"},
          {"context": "lint", "status": "%s", "description": "said so",
           "target_url": "https://ci.example.org/2"}]}
        """
                .formatted(build, lint);
    }
}
