package dev.gatehouse.broker.admin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentAlarmsTest {
    @Test
    void keepsTheLastOnes() {
        RecentAlarms alarms = new RecentAlarms();
        for (int number = 0; number < RecentAlarms.KEPT + 5; number++) {
            alarms.add(new RaisedAlarm(Instant.EPOCH, "other", Optional.empty(), "no. " + number));
        }

        assertThat(alarms.list())
                .as("or an agent that is refused all night fills the memory")
                .hasSize(RecentAlarms.KEPT);
        assertThat(alarms.list().getFirst().detail()).isEqualTo("no. 5");
        assertThat(alarms.list().getLast().detail()).isEqualTo("no. 104");
    }
}
