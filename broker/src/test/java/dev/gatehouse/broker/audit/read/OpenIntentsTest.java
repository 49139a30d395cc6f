package dev.gatehouse.broker.audit.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.read.AuditRecord.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenIntentsTest {
    private final OpenIntents intents = new OpenIntents();

    @Test
    void givesAnOutcomeItsIntentOnce() {
        intents.take(asked(1));
        intents.take(asked(2));

        assertThat(intents.take(outcome(3, 1))).contains(TestingTrail.intent("x-1"));
        assertThat(intents.take(outcome(4, 1))).isEmpty();
        assertThat(intents.underWay()).containsExactly(asked(2));
    }

    @Test
    void forgetsWhatABrokerLeftBehindWhenTheNextStarts() {
        intents.take(asked(1));
        intents.take(new AuditRecord.Started(place(2), "test"));

        assertThat(intents.underWay()).isEmpty();
    }

    @Test
    void remembersABoundedNumber() {
        for (long sequence = 1; sequence <= 10_001; sequence++) {
            intents.take(asked(sequence));
        }

        assertThat(intents.underWay()).hasSize(10_000).doesNotContain(asked(1));
    }

    private static AuditRecord.Event asked(long sequence) {
        return new AuditRecord.Event(place(sequence), TestingTrail.intent("x-" + sequence));
    }

    private static AuditRecord.Outcome outcome(long sequence, long intent) {
        return new AuditRecord.Outcome(
                place(sequence),
                intent,
                TestingTrail.CALLER.agent(),
                TestingTrail.CALLER.account(),
                TestingTrail.intent("x-" + intent).call(),
                TestingTrail.ANSWERED);
    }

    private static Place place(long sequence) {
        return new Place(sequence, Instant.EPOCH);
    }
}
