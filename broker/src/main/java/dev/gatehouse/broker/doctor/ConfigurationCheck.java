package dev.gatehouse.broker.doctor;

import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What is wrong with the configuration, and who else could change it.
record ConfigurationCheck(Path file, Reading reading) implements Check {
    private static final int WRITABLE_BY_OTHERS = 0022;

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public String byHand() {
        return "gatehouse config check --config " + file;
    }

    @Override
    public void look(Findings findings) throws IOException {
        Map<String, ?> words = Map.of("path", file);
        if (!Files.exists(file)) {
            findings.of(Symptom.CONFIGURATION_MISSING, file + " does not exist", words);
            return;
        }
        if (!Files.isReadable(file)) {
            findings.of(Symptom.CONFIGURATION_UNREADABLE, file + " is not readable", words);
            return;
        }
        examineOwner(findings, words);
        switch (reading) {
            case Reading.Invalid invalid ->
                    invalid.problems()
                            .forEach(problem ->
                                    findings.of(
                                            Symptom.CONFIGURATION_INVALID,
                                            problem.toString(),
                                            words));
            case Reading.Valid valid -> {
                valid.warnings()
                        .forEach(problem ->
                                findings.of(
                                        Symptom.CONFIGURATION_DOUBTFUL, problem.toString(), words));
                findings.ok(
                        "%s is valid: %d agent(s)"
                                .formatted(file, valid.configuration().agents().size()));
            }
        }
    }

    private void examineOwner(Findings findings, Map<String, ?> words) throws IOException {
        FileFacts facts = FileFacts.of(file.toRealPath());
        if (facts.hasAny(WRITABLE_BY_OTHERS)) {
            findings.of(
                    Symptom.CONFIGURATION_WRITABLE,
                    "%s has mode %s".formatted(file, facts.octal()),
                    words);
        }
    }
}
