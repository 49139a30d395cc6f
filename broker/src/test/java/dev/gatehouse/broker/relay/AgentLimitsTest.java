package dev.gatehouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.Limits;
import io.github.bucket4j.local.LockFreeBucket;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AgentLimitsTest {
    @Test
    void holdsBackWhatComesOnTopOfTheCallsUnderWay() {
        AgentLimits limits =
                new AgentLimits(new Limits(1000, 2, 1, OptionalLong.empty()), "limits");

        AgentLimits.Entry.Entered first = entered(limits);
        entered(limits);
        for (int i = 0; i < 3; i++) {
            assertThat(refused(limits).detail())
                    .as("a refused call does not count as under way")
                    .isEqualTo("2 calls are under way (limits.concurrent)");
        }

        first.leave();
        first.leave();
        entered(limits);
        assertThat(refused(limits).detail())
                .as("who leaves twice has left once")
                .contains("limits.concurrent");
    }

    @Test
    void holdsBackWhatComesOnTopOfTheRate() {
        AgentLimits limits = new AgentLimits(new Limits(2, 1, 1, OptionalLong.empty()), "limits");
        for (int i = 0; i < 2; i++) {
            entered(limits).leave();
        }

        AgentLimits.Entry.Refused refused = refused(limits);
        assertThat(refused.detail())
                .isEqualTo("2 calls a minute are used up (limits.requests-per-minute)");
        assertThat(refused.retryAfter().toMillis())
                .as("two a minute come back one every 30 s")
                .isBetween(1L, 30_000L);
        assertThat(refused(limits).detail())
                .as("a call refused for the rate is not under way either")
                .contains("requests-per-minute");
    }

    @Test
    void aCallRefusedForOthersUnderWayCostsNothingOfTheRate() {
        AgentLimits limits = new AgentLimits(new Limits(2, 1, 1, OptionalLong.empty()), "limits");
        AgentLimits.Entry.Entered only = entered(limits);
        refused(limits);
        refused(limits);
        only.leave();

        entered(limits);
    }

    @Test
    void doesNotCareWhatTimeOfDayItIs() {
        AgentLimits limits = new AgentLimits(new Limits(2, 1, 1, OptionalLong.empty()), "limits");

        assertThat(limits.requests)
                .isInstanceOfSatisfying(
                        LockFreeBucket.class,
                        bucket ->
                                assertThat(bucket.getTimeMeter().isWallClockBased())
                                        .as("set back, it gives nothing until it is caught up")
                                        .isFalse());
    }

    private static AgentLimits.Entry.Entered entered(AgentLimits limits) {
        return switch (limits.enter()) {
            case AgentLimits.Entry.Entered entered -> entered;
            case AgentLimits.Entry.Refused refused -> throw new AssertionError(refused.detail());
        };
    }

    private static AgentLimits.Entry.Refused refused(AgentLimits limits) {
        return switch (limits.enter()) {
            case AgentLimits.Entry.Refused refused -> refused;
            case AgentLimits.Entry.Entered entered -> throw new AssertionError("entered");
        };
    }
}
