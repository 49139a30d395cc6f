package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.Run;
import dev.gatehouse.bench.peer.Gatehouse;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Upstream;
import dev.gatehouse.bench.report.Bar;
import dev.gatehouse.bench.report.Bar.Side;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long a command takes from its start to its end, on the host and in a worker's container.
public final class ColdStartTrial implements Trial {
    private static final Measure TIME = new Measure("time from start to end", "ms");
    private static final String HOST = "host";
    private static final String CONTAINER = "container";
    private static final String API = "forge api";
    private static final String HELLO = "java hello world";
    private static final String NODE = "node -e 0";
    private static final String IMAGE = "gatehouse-worker:shell";
    private static final int ROUNDS = 41;
    private static final int QUICK_ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final String WHAT =
            """
            bash runs each command in turn, again and again, and takes the time from before fork(2) to
            after wait(2); `true` is what that alone costs. Medians over rounds; bars are held to the
            median of the rounds' ratios. `forge`, `git` and `curl` call the broker's socket, behind
            which an nginx answers. The hello world is the JDK's own `java -cp`, with no options. In the
            container (`--network none --read-only --cap-drop ALL`) the host's JDK and node are mounted;
            `-` is a program that cannot run there.
            """;

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Path directory = site.directory("cold");
        try (Upstream upstream = Upstream.start(directory.resolve("upstream"));
                Server broker =
                        Gatehouse.configure(
                                        site.gatehouse(),
                                        directory.resolve("gatehouse"),
                                        upstream.port(),
                                        1)
                                .start()) {
            Path script = Script.unpack("cold.sh", directory);
            Programs programs = new Programs(site, directory, broker.socket());
            int rounds = site.quick() ? QUICK_ROUNDS : ROUNDS;
            Figures figures = new Figures();
            List<String> conditions = new ArrayList<>(List.of(HOST));
            List<String> onHost = new ArrayList<>(List.of("bash", script.toString()));
            run(
                    directory,
                    onHost,
                    programs.onHost(),
                    rounds,
                    HOST,
                    figures,
                    programs.environment());
            Run image =
                    Run.of(
                            List.of("docker", "image", "inspect", IMAGE),
                            Map.of(),
                            directory.resolve("docker.out"),
                            LIMIT);
            if (image.status() == 0) {
                conditions.add(CONTAINER);
                List<String> inside = new ArrayList<>(programs.container(IMAGE));
                inside.add("/bench/cold.sh");
                run(
                        directory,
                        inside,
                        programs.inContainer(),
                        rounds,
                        CONTAINER,
                        figures,
                        Map.of());
            }
            return section(figures, programs, conditions);
        }
    }

    /// Runs the script, after a round that does not count. What ends in another way than by 0 is
    /// left out: it did not do what is measured.
    private static void run(
            Path directory,
            List<String> shell,
            Map<String, String> commands,
            int rounds,
            String condition,
            Figures figures,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        commands.forEach((name, line) -> lines.append(name).append('\t').append(line).append('\n'));
        Path file = Files.writeString(directory.resolve("commands"), lines);
        List<String> command = new ArrayList<>(shell);
        command.add(Integer.toString(rounds + 1));
        command.add(condition.equals(HOST) ? file.toString() : "/bench/commands");
        Run run = Run.succeeding(command, environment, directory.resolve("cold.out"), LIMIT);
        List<String> results = run.output().lines().toList();
        for (String line : results.subList(commands.size(), results.size())) {
            String[] fields = line.split("\t", -1);
            if (fields[1].equals("0")) {
                figures.add(TIME, condition, fields[0], Long.parseLong(fields[2]) / 1000.0);
            }
        }
    }

    private static Section section(Figures figures, Programs programs, List<String> conditions) {
        List<String> names = List.copyOf(programs.onHost().keySet());
        List<Bar> bars = new ArrayList<>();
        for (String condition : conditions) {
            bars.add(
                    new Bar(
                            API + ", " + condition + ", to " + HELLO,
                            figures.ratio(TIME, condition, API, HELLO),
                            Side.AT_MOST,
                            1.5,
                            "x"));
            bars.add(
                    new Bar(
                            API + ", " + condition + ", to " + NODE,
                            figures.ratio(TIME, condition, API, NODE),
                            Side.BELOW,
                            1.0,
                            "x"));
        }
        List<String> commands = new ArrayList<>(programs.onHost().values());
        commands.add(String.join(" ", programs.container(IMAGE)));
        return new Section(
                "cold-start",
                "Cold start of commands",
                WHAT,
                figures.all(),
                List.of(Table.of(figures, TIME, names, conditions)),
                bars,
                List.of(Chart.of("cold-start", figures, TIME, names, conditions)),
                commands);
    }
}
