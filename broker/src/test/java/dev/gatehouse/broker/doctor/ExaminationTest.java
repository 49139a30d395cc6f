package dev.gatehouse.broker.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExaminationTest {
    private final Examination examination =
            new Examination(Duration.ofMillis(300), Map.of("uid", "7"));

    @Test
    void makesAFindingOfWhatACheckThrows() throws Exception {
        List<Finding> findings =
                examination.make(
                        List.of(
                                check(
                                        "broken",
                                        _ -> {
                                            throw new IllegalStateException("as it happens");
                                        }),
                                check(
                                        "closed",
                                        _ -> {
                                            throw new IOException("no such device");
                                        }),
                                check("sound", all -> all.ok("well"))));

        assertThat(findings)
                .extracting(Finding::check, Finding::id)
                .containsExactly(
                        tuple("broken", "check-failed"),
                        tuple("closed", "check-failed"),
                        tuple("sound", "sound"));
    }

    @Test
    void makesAFindingOfACheckThatHangsAndKeepsWhatItFound() throws Exception {
        List<Finding> findings =
                examination.make(
                        List.of(
                                check(
                                        "hanging",
                                        all -> {
                                            all.of(Symptom.BROKER_DOWN, "before");
                                            try {
                                                Thread.sleep(60_000);
                                            } finally {
                                                all.of(Symptom.BROKER_DOWN, "too late");
                                            }
                                        }),
                                check("sound", all -> all.ok("well"))));

        assertThat(findings)
                .extracting(Finding::id)
                .containsExactly("broker-down", "check-timed-out", "sound");
    }

    @Test
    void makesAllOfManyChecksInTheirOrder() throws Exception {
        List<Check> checks = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            checks.add(check("check-" + number, all -> all.ok("well")));
        }

        assertThat(examination.make(checks))
                .extracting(Finding::check)
                .isEqualTo(checks.stream().map(Check::name).toList());
    }

    @Test
    void fillsRemediesIn() throws Exception {
        List<Finding> findings =
                examination.make(
                        List.of(
                                check(
                                        "path",
                                        all ->
                                                all.of(
                                                        Symptom.PATH_OWNER,
                                                        "wrong",
                                                        Map.of("path", "/run/gatehouse")))));

        assertThat(findings)
                .singleElement()
                .extracting(Finding::remedy)
                .isEqualTo("chown 7 /run/gatehouse");
    }

    @Test
    void saysNothingOnMoreThanOneLine() throws Exception {
        List<Finding> findings =
                examination.make(
                        List.of(check("text", all -> all.ok("one\ntwo\u001b[31m\u202ethree"))));

        assertThat(findings)
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("one two [31m three");
    }

    private interface Look {
        void at(Findings findings) throws IOException, InterruptedException;
    }

    private static Check check(String name, Look look) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void look(Findings findings) throws IOException, InterruptedException {
                look.at(findings);
            }
        };
    }
}
