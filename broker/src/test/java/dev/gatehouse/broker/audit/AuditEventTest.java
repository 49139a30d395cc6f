package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x 1",
                "x\n{}",
                "x?q=1",
                "x=1",
                "\u00e9",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesAnExchangeIdThatIsNone(String exchange) {
        assertThatIllegalArgumentException().isThrownBy(() -> TestingEvents.call(exchange));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/api/v1/user?token=x",
                "repoGet?q=hunter2",
                "repo Get",
                "repoGet\r\n",
                "repo=Get",
                "{\"body\":1}"
            })
    void hasNoPlaceForATargetInTheOperation(String operation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Call(
                                "x-1",
                                Optional.of(operation),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "refs/heads/a b",
                "refs/heads/a\nb",
                "refs/heads/a\u0000b",
                "refs/heads/a\u007fb",
                "refs/heads/a\u0085b",
                "refs/heads/a?b=c",
                "refs/heads/a*",
                "refs/heads/a:b",
                "refs/heads/a\\b",
                "refs/heads/a\ud800",
                "refs/heads/\udc00a"
            })
    void refusesARefThatGitWouldRefuse(String ref) {
        assertThat(RefUpdate.isRef(ref)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> TestingEvents.push("x-1", ref));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/heads/main",
                "refs/heads/a=b&c%20",
                "refs/heads/gr\u00fcn",
                "refs/heads/\ud83d\ude00"
            })
    void takesARefThatGitTakes(String ref) {
        assertThat(RefUpdate.isRef(ref)).isTrue();
    }

    @Test
    void refusesARefThatIsTooLong() {
        assertThat(RefUpdate.isRef("r".repeat(512))).isTrue();
        assertThat(RefUpdate.isRef("r".repeat(513))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "HEAD", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatIsNoObjectId(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RefUpdate("refs/heads/a", Optional.of(id), Optional.empty(), false));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RefUpdate("refs/heads/a", Optional.empty(), Optional.of(id), false));
    }

    @Test
    void refusesMoreRefsThanALineHolds() {
        RefUpdate ref = new RefUpdate("refs/heads/a", Optional.empty(), Optional.empty(), false);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Call(
                                "x-1",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Collections.nCopies(Call.MAX_REFS + 1, ref)));
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> outcome(99, 0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> outcome(600, 0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> outcome(200, -1, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome(200, 0, Duration.ofMillis(-1)));
    }

    private static OutcomeEvent outcome(int status, long bytes, Duration elapsed) {
        return new OutcomeEvent(
                Ending.ANSWERED, OptionalInt.of(status), Optional.empty(), bytes, 0, elapsed);
    }
}
