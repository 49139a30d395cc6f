package dev.gatehouse.bench;

import dev.gatehouse.bench.report.Machine;
import dev.gatehouse.bench.report.Report;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.trial.BodyTrial;
import dev.gatehouse.bench.trial.ColdStartTrial;
import dev.gatehouse.bench.trial.GitTrial;
import dev.gatehouse.bench.trial.MemoryTrial;
import dev.gatehouse.bench.trial.MicroTrial;
import dev.gatehouse.bench.trial.RestTrial;
import dev.gatehouse.bench.trial.Site;
import dev.gatehouse.bench.trial.StartTrial;
import dev.gatehouse.bench.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Measures, and leaves a report: `Bench [NAME...] [--quick] [--out DIR]`, all trials unless some
/// are named. A figure that misses its bar is no failure; a trial that could not measure is.
public final class Bench {
    private static final List<Trial> TRIALS =
            List.of(
                    new RestTrial(),
                    new BodyTrial(),
                    new GitTrial(),
                    new ColdStartTrial(),
                    new MemoryTrial(),
                    new StartTrial(),
                    new MicroTrial());
    private static final int USAGE = 2;

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(List.of(arguments), names());
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(USAGE);
            return;
        }
        Path repository = Path.of("").toAbsolutePath();
        Path work = Files.createTempDirectory("bench-");
        Machine machine = Machine.ofThisHost(repository);
        Site site = new Site(repository, work, options.quick());
        List<Section> sections = new ArrayList<>();
        try {
            for (Trial trial : TRIALS) {
                if (options.names().contains(trial.name())) {
                    System.out.println("== measuring " + trial.name());
                    sections.add(trial.measure(site));
                    // What was measured is kept, whatever becomes of the next.
                    new Report(machine, options.quick(), sections).write(options.out());
                }
            }
        } finally {
            Site.delete(work);
        }
        System.out.println("== " + options.out().resolve("report.md"));
    }

    private static List<String> names() {
        return TRIALS.stream().map(Trial::name).collect(Collectors.toList());
    }
}
