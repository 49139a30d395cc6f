package dev.gatehouse.broker.credential.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustodyTest {
    private static final Path FILE = Path.of("/etc/gatehouse/tokens/dev");
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int FIFO = 0010000;

    private final Custody custody = new Custody(990);

    @ParameterizedTest(name = "mode {0} of user {1}")
    @CsvSource({"600, 990", "400, 990", "600, 0", "400, 0"})
    void acceptsAFileThatOnlyTheBrokerCanUse(String mode, int uid) {
        assertThat(custody.problemOfFile(FILE, regular(mode, uid, 990))).isEmpty();
    }

    @ParameterizedTest(name = "mode {0}")
    @CsvSource({"640", "440", "620", "610", "604", "602", "601", "644", "660", "666", "777"})
    void refusesAFileThatOthersCanUse(String mode) {
        assertThat(custody.problemOfFile(FILE, regular(mode, 990, 0)))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.problem())
                            .isEqualTo(
                                    "token file %s can be used by others (mode 0%s)", FILE, mode);
                    assertThat(problem.remedy()).isEqualTo("chmod 600 " + FILE);
                });
    }

    @ParameterizedTest(name = "user {0}")
    @CsvSource({"1000", "991", "65534"})
    void refusesAFileOfAnotherUser(int uid) {
        assertThat(custody.problemOfFile(FILE, regular("600", uid, 990)))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.problem()).contains(FILE + " belongs to user " + uid);
                    assertThat(problem.remedy()).isEqualTo("chown 990 " + FILE);
                });
    }

    @ParameterizedTest
    @CsvSource({"" + DIRECTORY, "" + FIFO})
    void refusesWhatIsNoRegularFile(int type) {
        assertThat(custody.problemOfFile(FILE, facts(type | 0600, 990, 990)))
                .hasValueSatisfying(
                        problem -> assertThat(problem.problem()).contains("not a regular file"));
    }

    @ParameterizedTest(name = "mode {0} of {1}:{2} is accepted: {3}")
    @CsvSource({
        "400, 990, 990, true",
        "440, 0, 0, true",
        "440, 990, 990, false",
        "440, 0, 990, false",
        "444, 0, 0, false",
        "460, 0, 0, false",
        "640, 0, 0, true"
    })
    void takesTheMaskOfSystemdsAccessListForNoRightOfOthers(
            String mode, int uid, int gid, boolean accepted) {
        assertThat(custody.problemOfCredential(FILE, regular(mode, uid, gid)).isEmpty())
                .isEqualTo(accepted);
    }

    private static FileFacts regular(String mode, int uid, int gid) {
        return facts(REGULAR | Integer.parseInt(mode, 8), uid, gid);
    }

    private static FileFacts facts(int mode, int uid, int gid) {
        return new FileFacts(mode, uid, gid, 1, 2, 41, FileTime.fromMillis(0));
    }
}
