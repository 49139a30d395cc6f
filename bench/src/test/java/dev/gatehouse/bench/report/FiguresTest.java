package dev.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Measure SPEED = new Measure("speed", "MiB/s");

    private final Figures figures = new Figures();

    @Test
    void comparesRoundByRound() {
        // A slow second half of the run slows both, and says nothing of either.
        add("broker", 10, 10, 2, 2, 2);
        add("nginx", 20, 20, 4, 4, 4);

        assertThat(figures.ratio(SPEED, "clone", "broker", "nginx")).isEqualTo(0.5);
        assertThat(figures.median(SPEED, "clone", "broker")).isEqualTo(2);
    }

    @Test
    void saysThatNothingWasMeasured() {
        add("broker", 10);

        assertThat(figures.median(SPEED, "push", "broker")).isNaN();
        assertThat(figures.ratio(SPEED, "clone", "broker", "nginx")).isNaN();
    }

    @Test
    void takesTheMiddleOfAnEvenNumber() {
        assertThat(Figures.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    private void add(String subject, double... rounds) {
        for (double value : rounds) {
            figures.add(SPEED, "clone", subject, value);
        }
    }
}
