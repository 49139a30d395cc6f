package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.Call;
import dev.gatehouse.bench.load.H2load;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.peer.Gatehouse;
import dev.gatehouse.bench.peer.Peers;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Upstream;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// How long calls wait while a broker starts, is started again after a SIGKILL, or takes up a new
/// token.
public final class StartTrial implements Trial {
    private static final Measure WAIT = new Measure("wait", "ms");
    private static final Measure P99 = new Measure("latency p99", "us");
    private static final String START = "start to first answer";
    private static final String KILL = "SIGKILL to first answer";
    private static final String ROTATION = "new token file to first use";
    private static final String STEADY = "8 connections, one token";
    private static final String ROTATING = "8 connections, token replaced";
    private static final String BROKER = "gatehouse";
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 9;
    private static final Duration LOAD = Duration.ofSeconds(4);
    private static final Duration QUICK_LOAD = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String WHAT =
            """
            The time from starting the process to the end of the first answered call, which is tried
            every few milliseconds; the time from SIGKILL to the end of a call made at that moment, while
            another process keeps the listening socket and starts the broker again as systemd does (no
            call is refused: it waits in the socket's queue); and, under the load of 8 connections, the
            time from replacing the token file to the first call that goes out with the new token, none
            of the others failing, with the p99 of a run in which that happens beside one without.
            """;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Path directory = site.directory("start");
        Figures figures = new Figures();
        int rounds = site.quick() ? 1 : ROUNDS;
        try (Upstream upstream = Upstream.start(directory.resolve("upstream"))) {
            startsAndKills(site.directory("kill"), site, upstream, rounds, figures);
            rotations(site.directory("rotate"), site, upstream, rounds, figures);
        }
        List<String> names = List.of(BROKER, "nginx", "haproxy", "node");
        return new Section(
                name(),
                "Start, kill, rotation",
                WHAT,
                figures.all(),
                List.of(
                        Table.of(figures, WAIT, names, List.of(START)),
                        Table.of(figures, WAIT, List.of(BROKER), List.of(KILL, ROTATION)),
                        Table.of(figures, P99, List.of(BROKER), List.of(STEADY, ROTATING))),
                List.of(),
                List.of(Chart.of("start", figures, WAIT, names, List.of(START))),
                List.of());
    }

    private interface Starting {
        Server start() throws IOException, InterruptedException;
    }

    private static void starts(Path directory, Site site, Upstream upstream, Figures figures)
            throws IOException, InterruptedException {
        Gatehouse gatehouse =
                Gatehouse.configure(
                        site.gatehouse(), directory.resolve("gatehouse"), upstream.port(), 1);
        for (Starting peer :
                List.<Starting>of(
                        gatehouse::start,
                        () -> Peers.nginx(directory.resolve("nginx"), upstream),
                        () -> Peers.haproxy(directory.resolve("haproxy"), upstream),
                        () -> Peers.node(directory.resolve("node"), upstream))) {
            long began = System.nanoTime();
            try (Server server = peer.start()) {
                firstAnswer(server.socket());
                figures.add(WAIT, START, server.name(), millisSince(began));
            }
        }
    }

    private static void startsAndKills(
            Path directory, Site site, Upstream upstream, int rounds, Figures figures)
            throws IOException, InterruptedException {
        Gatehouse gatehouse =
                Gatehouse.configure(
                        site.gatehouse(), directory.resolve("gatehouse"), upstream.port(), 1);
        List<String> keeper =
                List.of(
                        "python3",
                        Script.unpack("activator.py", directory).toString(),
                        gatehouse.socket(1).toString());
        try (Server activated = gatehouse.startBy(keeper)) {
            for (int round = 0; round < rounds; round++) {
                starts(site.directory("round"), site, upstream, figures);
                firstAnswer(activated.socket());
                ProcessHandle broker = activated.process().children().findFirst().orElseThrow();
                long began = System.nanoTime();
                broker.destroyForcibly();
                firstAnswer(activated.socket());
                figures.add(WAIT, KILL, BROKER, millisSince(began));
            }
        }
    }

    private static void rotations(
            Path directory, Site site, Upstream upstream, int rounds, Figures figures)
            throws IOException, InterruptedException {
        Gatehouse gatehouse =
                Gatehouse.configure(
                        site.gatehouse(), directory.resolve("gatehouse"), upstream.port(), 1);
        Duration load = site.quick() ? QUICK_LOAD : LOAD;
        H2load loads = new H2load(directory);
        try (Server broker = gatehouse.start()) {
            loads.run(broker, CONNECTIONS, load);
            for (int round = 0; round < rounds; round++) {
                Load steady = loads.run(broker, CONNECTIONS, load);
                figures.add(P99, STEADY, BROKER, steady.p99Micros());
                FutureTask<Load> running =
                        new FutureTask<>(() -> loads.run(broker, CONNECTIONS, load));
                Thread thread = Thread.ofPlatform().start(running);
                Thread.sleep(load.toMillis() / 2);
                boolean toNext = round % 2 == 0;
                long began = System.nanoTime();
                replace(gatehouse.token(), toNext ? Upstream.NEXT_TOKEN : Upstream.TOKEN);
                awaitToken(broker.socket(), toNext ? "next" : "first");
                figures.add(WAIT, ROTATION, BROKER, millisSince(began));
                thread.join();
                figures.add(P99, ROTATING, BROKER, running.get().p99Micros());
            }
        } catch (ExecutionException failed) {
            throw new IOException("a call failed while the token was replaced", failed.getCause());
        }
    }

    private static void replace(Path file, String token) throws IOException {
        Path next = file.resolveSibling("token.next");
        Files.deleteIfExists(next);
        Files.copy(file, next, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(next, token);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitToken(Path socket, String which)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Call.get(socket, Upstream.WHICH, "").contains("\"name\":\"" + which + "\"")) {
            if (System.nanoTime() > end) {
                throw new IOException("the new token is not used after " + LIMIT);
            }
            Thread.sleep(1);
        }
    }

    private static void firstAnswer(Path socket) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answers(socket)) {
            if (System.nanoTime() > end) {
                throw new IOException("no call is answered at " + socket + " after " + LIMIT);
            }
            Thread.sleep(2);
        }
    }

    private static boolean answers(Path socket) throws InterruptedException {
        try {
            return Call.isOk(Call.get(socket, Upstream.LABEL, Upstream.TOKEN));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
