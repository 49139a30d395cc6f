package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.NEW_256;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.ZEROS;
import static dev.gatehouse.broker.git.TestingPackets.command;
import static dev.gatehouse.broker.git.TestingPackets.latin1;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static dev.gatehouse.broker.git.TestingPackets.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.audit.Call;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PushRequestTest {
    private static final String MAIN = "refs/heads/main";
    private static final RefCommand UPDATE = new RefCommand(MAIN, OLD, NEW);
    private static final RefCommand DELETE = new RefCommand("refs/heads/old", OLD, ZEROS);

    @ParameterizedTest
    @CsvSource({
        "1, 2, false, true, false",
        "0, 2, true, false, false",
        "1, 0, false, false, true",
        "0, 0, false, false, true",
    })
    void aCommandIsOneOfThree(
            String oldDigit, String newDigit, boolean create, boolean update, boolean delete) {
        RefCommand command = new RefCommand(MAIN, oldDigit.repeat(40), newDigit.repeat(40));

        assertThat(command.isCreate()).isEqualTo(create);
        assertThat(command.isUpdate()).isEqualTo(update);
        assertThat(command.isDelete()).isEqualTo(delete);
    }

    @Test
    void aPackFollowsWhereSomethingIsNotDeleted() {
        assertThat(request(DELETE).hasPack()).isFalse();
        assertThat(request(DELETE, UPDATE).hasPack()).isTrue();
    }

    @Test
    void isWrittenAnewWithoutWhatTheBrokerDoesNotKnow() {
        PushRequest request =
                new PushRequest(
                        List.of(UPDATE, new RefCommand("refs/heads/b", OLD, NEW)),
                        List.of(
                                "report-status",
                                "teleport",
                                "push-options",
                                "session-id=1",
                                "agent=x"),
                        List.of(OLD),
                        List.of("topic=a"),
                        ObjectFormat.SHA1);

        assertThat(latin1(request.encode()))
                .isEqualTo(
                        packet("shallow " + OLD)
                                + packet(update(MAIN) + "\0report-status push-options agent=x")
                                + command("refs/heads/b")
                                + FLUSH
                                + packet("topic=a")
                                + FLUSH);
    }

    @Test
    void hasNoSectionOfOptionsWithoutTheirCapability() {
        assertThat(latin1(request(UPDATE).encode())).isEqualTo(command(MAIN) + FLUSH);
    }

    @Test
    void theProbeIsWrittenAsAProbe() {
        assertThat(latin1(request().encode())).isEqualTo(FLUSH);
    }

    @Test
    void hasAsManyCommandsAsTheAuditLogHolds() {
        assertThat(PushRequest.MAX_COMMANDS).isEqualTo(Call.MAX_REFS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatItCouldNotWrite(String what, Runnable making) {
        assertThatThrownBy(making::run).as(what).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> refusesWhatItCouldNotWrite() {
        return Stream.of(
                making("a ref of no name", () -> new RefCommand("refs/heads/a b", OLD, NEW)),
                making("ids of two lengths", () -> new RefCommand(MAIN, OLD, NEW_256)),
                making("an id of no length", () -> new RefCommand(MAIN, "", "")),
                making("a word with a space", () -> request(List.of("quiet atomic"), List.of())),
                making("a word with a NUL", () -> request(List.of("quiet\0atomic"), List.of())),
                making("options unannounced", () -> request(List.of(), List.of("topic=a"))),
                making("an empty option", () -> request(List.of("push-options"), List.of(""))),
                making("one ref twice", () -> request(UPDATE, UPDATE)));
    }

    private static Arguments making(String what, Runnable making) {
        return arguments(what, making);
    }

    private static PushRequest request(RefCommand... commands) {
        return new PushRequest(
                List.of(commands), List.of(), List.of(), List.of(), ObjectFormat.SHA1);
    }

    private static PushRequest request(List<String> capabilities, List<String> options) {
        return new PushRequest(
                List.of(UPDATE), capabilities, List.of(), options, ObjectFormat.SHA1);
    }
}
