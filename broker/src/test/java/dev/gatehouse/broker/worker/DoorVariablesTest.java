package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoorVariablesTest {
    private static final String MODEL = "127.0.0.1:4411=/run/gatehouse/model.sock";
    private static final String EGRESS = "127.0.0.1:4412=/run/gatehouse/egress.sock";
    private static final String OTHER = "127.0.0.1:5000=/state/mine.sock";
    private static final String PROXY = "http://127.0.0.1:4412";
    private static final String UNTOUCHED = "(as the image has it)";

    @Test
    void sendsProgramsToTheEgressDoorInEitherCase() {
        assertThat(DoorVariables.of(new WorkerDoors(false, true), List.of("A=b")))
                .containsOnly(
                        entry("HTTPS_PROXY", PROXY),
                        entry("HTTP_PROXY", PROXY),
                        entry("https_proxy", PROXY),
                        entry("http_proxy", PROXY),
                        entry("NO_PROXY", "localhost,127.0.0.1"),
                        entry("no_proxy", "localhost,127.0.0.1"),
                        entry("GATEHOUSE_RELAY", EGRESS));
    }

    @Test
    void setsNothingForAnAgentWithoutDoors() {
        assertThat(DoorVariables.of(WorkerDoors.NONE, List.of("A=b"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}, image {1}")
    @MethodSource
    void relaysToTheDoorsThatThereAreAndToNoOther(WorkerDoors doors, String image, String relay) {
        assertThat(
                        DoorVariables.of(doors, List.of("A=b", "GATEHOUSE_RELAY=" + image))
                                .getOrDefault("GATEHOUSE_RELAY", UNTOUCHED))
                .isEqualTo(relay);
    }

    static Stream<Arguments> relaysToTheDoorsThatThereAreAndToNoOther() {
        WorkerDoors model = new WorkerDoors(true, false);
        WorkerDoors egress = new WorkerDoors(false, true);
        WorkerDoors both = new WorkerDoors(true, true);
        return Stream.of(
                arguments(model, MODEL, UNTOUCHED),
                arguments(both, MODEL, MODEL + " " + EGRESS),
                arguments(egress, MODEL, EGRESS),
                arguments(WorkerDoors.NONE, MODEL, ""),
                arguments(WorkerDoors.NONE, MODEL + "  " + OTHER, OTHER),
                arguments(both, OTHER + " " + MODEL, OTHER + " " + MODEL + " " + EGRESS),
                arguments(WorkerDoors.NONE, EGRESS, ""),
                arguments(egress, EGRESS, UNTOUCHED),
                arguments(WorkerDoors.NONE, "", UNTOUCHED),
                arguments(WorkerDoors.NONE, "nonsense", UNTOUCHED));
    }
}
