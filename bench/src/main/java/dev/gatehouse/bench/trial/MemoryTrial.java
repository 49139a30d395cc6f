package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.H2load;
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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What memory the broker takes: idle with few and many agents, with many connections, after much
/// work.
public final class MemoryTrial implements Trial {
    private static final Measure RESIDENT = new Measure("resident memory", "MiB");
    private static final String BROKER = "gatehouse";
    private static final String OPEN = "10,000 open connections";
    private static final String HALF = "half an hour's calls";
    private static final String HOUR = "an hour's calls";
    private static final int MANY = 1000;
    private static final int CONNECTIONS = 10_000;
    private static final int QUICK_CONNECTIONS = 500;
    private static final int LOAD_CONNECTIONS = 16;

    /// Ten agents that call six times a second each.
    private static final int CALLS_AN_HOUR = 216_000;

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration QUICK_STEP = Duration.ofSeconds(1);

    private static final String WHAT =
            """
            `VmRSS` of the broker's process: ten seconds after its start with 1, 10 and 1,000 agents, each
            with a socket and a token of its own; with 10,000 connections open, ten to each of 1,000
            agents (one agent may have 256), which ask nothing; and, in another broker with ten agents, after as many calls as ten agents make in half
            an hour and in an hour at six a second each, made as fast as they are answered. The heap is
            bounded by the launcher's `-Xmx256m`.
            """;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Figures figures = new Figures();
        try (Upstream upstream = Upstream.start(site.directory("memory").resolve("upstream"))) {
            for (int agents : List.of(1, 10, MANY)) {
                Gatehouse gatehouse = configure(site, upstream, agents);
                try (Server broker = gatehouse.start()) {
                    settle(site);
                    add(figures, idle(agents), broker);
                    if (agents == MANY) {
                        connect(site, gatehouse, broker, figures);
                    }
                }
            }
            work(site, upstream, figures);
        }
        return section(figures);
    }

    private static Gatehouse configure(Site site, Upstream upstream, int agents)
            throws IOException {
        return Gatehouse.configure(
                site.gatehouse(),
                site.directory("broker").resolve("gatehouse"),
                upstream.port(),
                agents);
    }

    private static void connect(Site site, Gatehouse gatehouse, Server broker, Figures figures)
            throws IOException, InterruptedException {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int at = 0; at < (site.quick() ? QUICK_CONNECTIONS : CONNECTIONS); at++) {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                channels.add(channel);
                Path socket = gatehouse.socket(1 + at % MANY);
                channel.connect(UnixDomainSocketAddress.of(socket));
            }
            settle(site);
            add(figures, OPEN, broker);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static void work(Site site, Upstream upstream, Figures figures)
            throws IOException, InterruptedException {
        int hour = site.quick() ? CALLS_AN_HOUR / 1000 : CALLS_AN_HOUR;
        Gatehouse gatehouse = configure(site, upstream, 10);
        Duration step = site.quick() ? QUICK_STEP : STEP;
        H2load loads = new H2load(gatehouse.directory());
        try (Server broker = gatehouse.start()) {
            long calls = 0;
            while (calls < hour / 2) {
                calls += loads.run(broker, LOAD_CONNECTIONS, step).calls();
            }
            settle(site);
            add(figures, HALF, broker);
            while (calls < hour) {
                calls += loads.run(broker, LOAD_CONNECTIONS, step).calls();
            }
            settle(site);
            add(figures, HOUR, broker);
        }
    }

    private static void settle(Site site) throws InterruptedException {
        Thread.sleep(site.quick() ? Duration.ofSeconds(1) : SETTLE);
    }

    private static void add(Figures figures, String condition, Server broker) throws IOException {
        figures.add(RESIDENT, condition, BROKER, broker.use().residentKib() / 1024.0);
    }

    private static String idle(int agents) {
        return agents == 1 ? "idle, 1 agent" : "idle, %,d agents".formatted(agents);
    }

    private static Section section(Figures figures) {
        double ten = figures.median(RESIDENT, idle(10), BROKER);
        double many = figures.median(RESIDENT, idle(MANY), BROKER);
        List<String> conditions = List.of(idle(1), idle(10), idle(MANY), OPEN, HALF, HOUR);
        return new Section(
                "memory",
                "Memory",
                WHAT,
                figures.all(),
                List.of(Table.of(figures, RESIDENT, List.of(BROKER), conditions)),
                List.of(
                        new Bar("idle with 10 agents", ten, Side.AT_MOST, 96, "MiB"),
                        new Bar(
                                "each further idle agent",
                                (many - ten) * 1024 / (MANY - 10),
                                Side.AT_MOST,
                                32,
                                "KiB"),
                        new Bar(
                                "after an hour's calls, to after half of them",
                                figures.median(RESIDENT, HOUR, BROKER)
                                        / figures.median(RESIDENT, HALF, BROKER),
                                Side.AT_MOST,
                                1.05,
                                "x")),
                List.of(Chart.of("memory", figures, RESIDENT, List.of(BROKER), conditions)),
                List.of());
    }
}
