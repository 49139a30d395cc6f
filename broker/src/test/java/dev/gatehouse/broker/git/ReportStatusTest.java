package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.latin1;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportStatusTest {
    private static final String MAIN = "refs/heads/main";
    private static final String REPORT =
            packet("unpack ok\n") + packet("ng " + MAIN + " not granted\n") + FLUSH;

    @ParameterizedTest
    @ValueSource(strings = {"report-status", "report-status-v2"})
    void reportsInTheClientsWords(String word) {
        assertThat(refused(List.of(word), "not granted")).isEqualTo(REPORT);
    }

    @Test
    void wrapsTheReportWhereBandsAreSpoken() {
        assertThat(refused(List.of("report-status", "side-band-64k"), "not granted"))
                .isEqualTo(
                        packet("\2gatehouse: no\n")
                                + packet("\2push dev/x instead\n")
                                + packet("\1" + REPORT)
                                + FLUSH);
    }

    @Test
    void showsWhatItCanToAClientWithoutReports() {
        assertThat(refused(List.of("side-band-64k"), "not granted"))
                .isEqualTo(packet("\2gatehouse: no\n") + packet("\2push dev/x instead\n") + FLUSH);
        assertThat(refused(List.of(), "not granted")).isEmpty();
    }

    @Test
    void givesEachRefItsReasonAndTheOthersTheirs() {
        PushRequest request =
                new PushRequest(
                        List.of(
                                new RefCommand(MAIN, OLD, NEW),
                                new RefCommand("refs/heads/dev", OLD, NEW)),
                        List.of("report-status"),
                        List.of(),
                        List.of(),
                        ObjectFormat.SHA1);

        byte[] report =
                ReportStatus.refused(
                        request, Map.of(MAIN, "protected"), "another was refused", List.of());

        assertThat(latin1(report))
                .isEqualTo(
                        packet("unpack ok\n")
                                + packet("ng " + MAIN + " protected\n")
                                + packet("ng refs/heads/dev another was refused\n")
                                + FLUSH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\u001bb", "a\u202eb", "a\u2028b", "a\ud800b"})
    void oneReasonIsOneLineWithoutControls(String reason) {
        assertThat(refused(List.of("report-status"), reason))
                .contains(packet("ng " + MAIN + " a b\n"));
    }

    @Test
    void aReasonIsCutAndNeverEmpty() {
        assertThat(refused(List.of("report-status"), "x".repeat(5000)))
                .contains(packet("ng " + MAIN + " " + "x".repeat(200) + "\n"));
        assertThat(refused(List.of("report-status"), "\n"))
                .contains(packet("ng " + MAIN + " refused\n"));
    }

    @Test
    void aLongReportIsCutIntoPackets() {
        List<RefCommand> commands =
                IntStream.range(0, 512)
                        .mapToObj(number ->
                                new RefCommand("refs/heads/" + "x".repeat(200) + number, OLD, NEW))
                        .toList();
        PushRequest request =
                new PushRequest(
                        commands,
                        List.of("report-status", "side-band-64k"),
                        List.of(),
                        List.of(),
                        ObjectFormat.SHA1);

        String answer = latin1(ReportStatus.refused(request, Map.of(), "no", List.of()));

        assertThat(answer).startsWith("fff0\1").endsWith(FLUSH + FLUSH);
    }

    private static String refused(List<String> capabilities, String reason) {
        PushRequest request =
                new PushRequest(
                        List.of(new RefCommand(MAIN, OLD, NEW)),
                        capabilities,
                        List.of(),
                        List.of(),
                        ObjectFormat.SHA1);
        return latin1(
                ReportStatus.refused(
                        request, Map.of(), reason, List.of("gatehouse: no", "push dev/x instead")));
    }
}
