package dev.gatehouse.broker.tool.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.ToolFailure;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimeSpentPropertiesTest {
    @Property
    void isReadAsItWasShown(@ForAll @LongRange(min = 1, max = 300_000_000) long seconds)
            throws ToolFailure {
        TimeSpent spent = new TimeSpent(seconds);

        assertThat(TimeSpent.of(spent.toString())).isEqualTo(spent);
    }

    @Property
    void isAPositiveTimeOrAFailureWhateverIsWritten(@ForAll String text) {
        try {
            assertThat(TimeSpent.of(text).seconds()).isPositive();
        } catch (ToolFailure refused) {
            assertThat(refused).hasMessageContaining("is no time");
        }
    }
}
