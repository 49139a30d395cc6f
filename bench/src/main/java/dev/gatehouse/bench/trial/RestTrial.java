package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.H2load;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.peer.Gatehouse;
import dev.gatehouse.bench.peer.Peers;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Upstream;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a call of the API costs that goes through the whole line, beside other proxies.
public final class RestTrial implements Trial {
    static final List<Integer> CONNECTIONS = List.of(1, 8, 32, 128);

    private static final int WARM_UP_CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int MOST_WARM_UPS = 36;

    /// For so many runs in a row the CPU per call has to stay.
    private static final int STEADY_RUNS = 3;

    private static final double STEADY = 0.97;

    private static final Duration COUNTED = Duration.ofSeconds(4);
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Path directory = site.directory("rest");
        try (Upstream upstream = Upstream.start(directory.resolve("upstream"));
                Server nginx = Peers.nginx(directory.resolve("nginx"), upstream);
                Server haproxy = Peers.haproxy(directory.resolve("haproxy"), upstream);
                Server node = Peers.node(directory.resolve("node"), upstream);
                Server broker =
                        Gatehouse.configure(
                                        site.gatehouse(),
                                        directory.resolve("gatehouse"),
                                        upstream.port(),
                                        1)
                                .start()) {
            List<Server> servers = List.of(upstream.server(), nginx, haproxy, node, broker);
            H2load loads = new H2load(directory);
            Figures figures = new Figures();
            Duration time = site.quick() ? QUICK : COUNTED;
            for (Server server : servers) {
                warmUp(loads, server, site.quick());
            }
            for (int round = 0; round < (site.quick() ? 1 : ROUNDS); round++) {
                // Another goes first each time.
                List<Server> order = new ArrayList<>(servers);
                Collections.rotate(order, round);
                for (int connections : CONNECTIONS) {
                    for (Server server : order) {
                        count(loads, server, connections, time, figures);
                    }
                }
            }
            return RestSection.of(figures, servers, time, directory);
        }
    }

    /// Before anything counts: until compilers and caches have done what they can, which shows in
    /// the CPU per call.
    private static void warmUp(H2load loads, Server server, boolean quick)
            throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        int steady = 0;
        for (int run = 0; run < (quick ? 1 : MOST_WARM_UPS) && steady < STEADY_RUNS; run++) {
            long cpuBefore = server.use().cpuMicros();
            Load load = loads.run(server, WARM_UP_CONNECTIONS, quick ? QUICK : WARM_UP);
            double cpu = (server.use().cpuMicros() - cpuBefore) / (double) load.calls();
            steady = cpu < STEADY * least ? 0 : steady + 1;
            least = Math.min(least, cpu);
        }
    }

    private static void count(
            H2load loads, Server server, int connections, Duration time, Figures figures)
            throws IOException, InterruptedException {
        long cpuBefore = server.use().cpuMicros();
        Load load = loads.run(server, connections, time);
        long cpu = server.use().cpuMicros() - cpuBefore;
        RestSection.add(figures, connections, server.name(), load, cpu);
    }
}
