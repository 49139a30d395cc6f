package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.Run;
import dev.gatehouse.bench.peer.Gatehouse;
import dev.gatehouse.bench.peer.Peers;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Upstream;
import dev.gatehouse.bench.peer.Watch;
import dev.gatehouse.bench.report.Bar;
import dev.gatehouse.bench.report.Bar.Side;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How fast one large body goes through, each way, and what memory that takes.
public final class BodyTrial implements Trial {
    private static final Measure SPEED = new Measure("speed", "MiB/s");
    private static final Measure GROWTH = new Measure("memory growth", "MiB");
    private static final String DOWN = "download 1 GiB";
    private static final String UP = "upload 1 GiB";
    private static final String BROKER = "gatehouse";
    private static final String DIRECT = "direct";
    private static final long BYTES = 1L << 30;
    private static final long QUICK_BYTES = 1L << 24;
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double MIB = 1 << 20;

    private static final String WHAT =
            """
            curl fetches a raw file of 1 GiB, and puts an LFS object of 1 GiB, over a Unix socket; behind
            all is the same nginx, which stores the upload. The broker searches what comes back for the
            token. Growth is the most resident memory seen during the transfer (every 20 ms) less that
            before the first one, after a few small calls. A quick run takes 16 MiB.
            """;

    @Override
    public String name() {
        return "body";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Path directory = site.directory("body");
        long bytes = site.quick() ? QUICK_BYTES : BYTES;
        Figures figures = new Figures();
        try (Upstream upstream = Upstream.start(directory.resolve("upstream"));
                Server nginx = Peers.nginx(directory.resolve("nginx"), upstream);
                Server haproxy = Peers.haproxy(directory.resolve("haproxy"), upstream);
                Server broker =
                        Gatehouse.configure(
                                        site.gatehouse(),
                                        directory.resolve("gatehouse"),
                                        upstream.port(),
                                        1)
                                .start()) {
            Path file = upstream.enlarge(bytes);
            List<Server> servers = List.of(upstream.server(), nginx, haproxy, broker);
            for (Server server : servers) {
                for (int call = 0; call < 10; call++) {
                    curl(directory, server, Upstream.LABEL, List.of());
                }
            }
            long residentBefore = broker.use().residentKib();
            for (int round = 0; round < (site.quick() ? 1 : ROUNDS); round++) {
                for (Server server : servers) {
                    try (Watch watch = new Watch(server)) {
                        Duration down = curl(directory, server, Upstream.LARGE, List.of());
                        figures.add(SPEED, DOWN, server.name(), speed(bytes, down));
                        grown(figures, DOWN, server, watch, residentBefore);
                    }
                }
                for (Server server : servers) {
                    try (Watch watch = new Watch(server)) {
                        Duration up =
                                curl(
                                        directory,
                                        server,
                                        object(round, server.name(), bytes),
                                        List.of("-T", file.toString()));
                        figures.add(SPEED, UP, server.name(), speed(bytes, up));
                        grown(figures, UP, server, watch, residentBefore);
                    }
                    Site.delete(upstream.stored());
                }
            }
            return section(figures, servers.stream().map(Server::name).toList());
        }
    }

    private static void grown(
            Figures figures, String condition, Server server, Watch watch, long beforeKib) {
        if (server.name().equals(BROKER)) {
            figures.add(GROWTH, condition, BROKER, (watch.mostKib() - beforeKib) / 1024.0);
        }
    }

    private static double speed(long bytes, Duration time) {
        return bytes / MIB / (time.toNanos() / 1e9);
    }

    /// A name that was not used before: what is stored already would be answered at once.
    private static String object(int round, String server, long bytes) {
        return "/bench/project.git/info/lfs/objects/%064x/%d"
                .formatted(round * 1000L + Math.floorMod(server.hashCode(), 1000), bytes);
    }

    private static Duration curl(Path directory, Server server, String target, List<String> more)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "curl",
                                "-sS",
                                "--fail",
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{time_total}",
                                "-H",
                                "Expect:",
                                "-H",
                                "Authorization: token " + Upstream.TOKEN,
                                "--unix-socket",
                                server.socket().toString(),
                                "http://forge.example.org" + target));
        command.addAll(more);
        Run run = Run.succeeding(command, Map.of(), directory.resolve("curl.out"), LIMIT);
        return Duration.ofNanos((long) (Double.parseDouble(run.output().strip()) * 1e9));
    }

    private static Section section(Figures figures, List<String> names) {
        List<String> conditions = List.of(DOWN, UP);
        return new Section(
                "body",
                "Large bodies",
                WHAT,
                figures.all(),
                List.of(
                        Table.of(figures, SPEED, names, conditions),
                        Table.of(figures, GROWTH, List.of(BROKER), conditions)),
                List.of(
                        toDirect(figures, DOWN),
                        toDirect(figures, UP),
                        growth(figures, DOWN),
                        growth(figures, UP)),
                List.of(Chart.of("body", figures, SPEED, names, conditions)),
                List.of());
    }

    private static Bar toDirect(Figures figures, String condition) {
        return new Bar(
                condition + ", speed to direct's",
                figures.ratio(SPEED, condition, BROKER, DIRECT),
                Side.AT_LEAST,
                0.95,
                "x");
    }

    private static Bar growth(Figures figures, String condition) {
        return new Bar(
                condition + ", memory growth",
                figures.median(GROWTH, condition, BROKER),
                Side.BELOW,
                32,
                "MiB");
    }
}
