package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.micro.Steps;
import dev.gatehouse.bench.report.Bar;
import dev.gatehouse.bench.report.Bar.Side;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What the broker's steps cost by themselves.
public final class MicroTrial implements Trial {
    private static final Measure TIME = new Measure("time a call", "ns");
    private static final Measure ALLOCATED = new Measure("allocated a call", "bytes");
    private static final String STEP = "one thread";
    private static final String ALLOCATED_BY_JMH = "gc.alloc.rate.norm";

    private static final String WHAT =
            """
            JMH, one thread, each step through its room's public door: a target routed, a decision made by
            one grant, both audit records of a call written (`sync: interval`, hash chain included), an
            answer of 12 kB without a token searched. Allocation by JMH's GC profiler.
            """;

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public Section measure(Site site) throws IOException {
        Figures figures = new Figures();
        List<String> steps = new ArrayList<>();
        try {
            for (RunResult result :
                    new Runner(
                                    new OptionsBuilder()
                                            .include(Steps.class.getName())
                                            .addProfiler(GCProfiler.class)
                                            .verbosity(VerboseMode.SILENT)
                                            .forks(site.quick() ? 1 : 3)
                                            .warmupIterations(site.quick() ? 1 : 5)
                                            .measurementIterations(site.quick() ? 1 : 5)
                                            .warmupTime(TimeValue.seconds(1))
                                            .measurementTime(TimeValue.seconds(1))
                                            .jvmArgs("-XX:+UseSerialGC", "-Xmx256m")
                                            .build())
                            .run()) {
                String step = result.getPrimaryResult().getLabel();
                steps.add(step);
                figures.add(TIME, STEP, step, result.getPrimaryResult().getScore());
                figures.add(
                        ALLOCATED,
                        STEP,
                        step,
                        Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED_BY_JMH))
                                .getScore());
            }
        } catch (RunnerException failed) {
            throw new IOException("JMH could not measure", failed);
        }
        return new Section(
                name(),
                "Steps by themselves",
                WHAT,
                figures.all(),
                List.of(
                        Table.of(figures, TIME, steps, List.of(STEP)),
                        Table.of(figures, ALLOCATED, steps, List.of(STEP))),
                List.of(
                        new Bar(
                                "a search without a find allocates",
                                Math.round(figures.median(ALLOCATED, STEP, "maskScan")),
                                Side.AT_MOST,
                                0,
                                "bytes")),
                List.of(Chart.of("micro", figures, TIME, steps, List.of(STEP))),
                List.of());
    }
}
