package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import dev.gatehouse.broker.config.yaml.Fault;
import dev.gatehouse.broker.config.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Collects what is wrong with one file. One thread.
final class Problems {
    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void error(Place place, String path, String message, String remedy) {
        errors.add(problem(place, path, message, remedy));
    }

    void error(Fault fault) {
        error(fault.place(), "", fault.message(), fault.remedy());
    }

    void warning(Place place, String path, String message, String remedy) {
        warnings.add(problem(place, path, message, remedy));
    }

    /// Valid only where nothing was wrong. The readers leave a value out only after an error.
    Reading reading(Optional<Configuration> configuration) {
        if (errors.isEmpty()) {
            return new Valid(configuration.orElseThrow(), sorted(warnings));
        }
        return new Invalid(sorted(errors));
    }

    private Problem problem(Place place, String path, String message, String remedy) {
        return new Problem(file, place.line(), place.column(), path, message, remedy);
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(BY_POSITION).toList();
    }
}
