package dev.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What was measured, one value for each round, so that subjects can be compared round by round.
/// One thread at a time.
public final class Figures {
    private record Key(Measure measure, String condition, String subject) {}

    /// One figure with its values, as the report shows it.
    public record Figure(
            String measure, String unit, String condition, String subject, List<Double> rounds) {
        public Figure {
            rounds = List.copyOf(rounds);
        }

        public double median() {
            return Figures.median(rounds);
        }
    }

    private final Map<Key, List<Double>> rounds = new LinkedHashMap<>();

    /// Adds the value of one more round.
    public void add(Measure measure, String condition, String subject, double value) {
        rounds.computeIfAbsent(new Key(measure, condition, subject), key -> new ArrayList<>())
                .add(value);
    }

    /// NaN where nothing was measured.
    public double median(Measure measure, String condition, String subject) {
        return median(values(measure, condition, subject));
    }

    /// The median of what one subject's value is to the other's of the same round; NaN where
    /// nothing was measured.
    public double ratio(Measure measure, String condition, String subject, String other) {
        List<Double> mine = values(measure, condition, subject);
        List<Double> theirs = values(measure, condition, other);
        return median(
                IntStream.range(0, Math.min(mine.size(), theirs.size()))
                        .mapToObj(round -> mine.get(round) / theirs.get(round))
                        .toList());
    }

    public List<Figure> all() {
        return rounds.entrySet().stream()
                .map(entry ->
                        new Figure(
                                entry.getKey().measure().name(),
                                entry.getKey().measure().unit(),
                                entry.getKey().condition(),
                                entry.getKey().subject(),
                                entry.getValue()))
                .toList();
    }

    private List<Double> values(Measure measure, String condition, String subject) {
        return rounds.getOrDefault(new Key(measure, condition, subject), List.of());
    }

    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
