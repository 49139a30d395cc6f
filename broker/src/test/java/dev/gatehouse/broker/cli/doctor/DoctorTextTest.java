package dev.gatehouse.broker.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorTextTest {
    private static final Optional<AgentName> DEV = Optional.of(new AgentName("dev"));
    private static final Finding WELL =
            new Finding("audit", Level.OK, "audit", Optional.empty(), "3 records", "", "");
    private static final Finding STALE =
            new Finding(
                    "socket-stale",
                    Level.ERROR,
                    "socket",
                    DEV,
                    "nobody listens",
                    "every call is refused",
                    "systemctl restart gatehouse");

    @Test
    void saysProblemsInFullAndTheRestShortly() {
        assertThat(DoctorText.of(List.of(WELL, STALE), false))
                .isEqualTo(
                        """
                        host
                          ok       audit
                        agent dev
                          error    socket-stale: nobody listens
                                   every call is refused
                                   -> systemctl restart gatehouse
                        1 error(s), 0 warning(s)
                        """);
    }

    @Test
    void saysAllWhereThatIsWanted() {
        assertThat(DoctorText.of(List.of(WELL), true))
                .isEqualTo("host\n  ok       audit: 3 records\nall is well\n");
    }

    @Test
    void givesProgramsTheSame() {
        JsonNode document = new JsonMapper().readTree(DoctorJson.of(List.of(WELL, STALE)));

        assertThat(document.path("worst").asString()).isEqualTo("error");
        JsonNode stale = document.path("findings").path(1);
        assertThat(stale.path("id").asString()).isEqualTo("socket-stale");
        assertThat(stale.path("agent").asString()).isEqualTo("dev");
        assertThat(stale.path("remedy").asString()).isEqualTo("systemctl restart gatehouse");
    }

    @ParameterizedTest
    @CsvSource({"OK, 0", "WARNING, 1", "ERROR, 3"})
    void endsWithTheWorst(Level worst, int status) {
        assertThat(DoctorCommand.exit(worst)).isEqualTo(status);
    }
}
