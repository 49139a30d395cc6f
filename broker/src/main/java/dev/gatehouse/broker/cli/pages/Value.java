package dev.gatehouse.broker.cli.pages;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/// What may stand where an option or an argument wants a value.
sealed interface Value {
    /// Nothing: an option that is said or not.
    record None() implements Value {}

    /// The name of a file or folder.
    record FileName() implements Value {}

    record OneOf(List<String> words) implements Value {
        public OneOf {
            words = List.copyOf(words);
        }
    }

    /// Something that no shell can know.
    record Anything() implements Value {}

    static Value of(ArgSpec spec) {
        if (spec.isOption() && spec.arity().max() == 0) {
            return new None();
        }
        if (spec.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            spec.completionCandidates().forEach(words::add);
            return new OneOf(words);
        }
        // The second: what an Optional or a list holds.
        return Stream.concat(Stream.of(spec.type()), Stream.of(spec.auxiliaryTypes()))
                        .anyMatch(type -> type == Path.class || type == File.class)
                ? new FileName()
                : new Anything();
    }
}
