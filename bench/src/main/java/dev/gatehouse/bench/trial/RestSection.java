package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.H2load;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.report.Bar;
import dev.gatehouse.bench.report.Bar.Side;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What [RestTrial] has to say.
final class RestSection {
    private static final Measure THROUGHPUT = new Measure("throughput", "calls/s");
    private static final Measure CPU = new Measure("CPU per call", "us");
    private static final Measure P50 = new Measure("latency p50", "us");
    private static final Measure P99 = new Measure("latency p99", "us");
    private static final Measure P999 = new Measure("latency p99.9", "us");
    private static final String BROKER = "gatehouse";
    private static final String DIRECT = "direct";

    private static final String WHAT =
            """
            h2load asks over a Unix socket, with as many connections as the column says, for a list of
            issues (12 kB) and a label (400 bytes) in turn. Each peer puts a token on the call and
            passes it on to the same nginx at a loopback port, which answers 401 without that token.
            `direct` is that nginx without anything before it, at a Unix socket. The broker does all
            that it always does: routing, policy, two audit records (`sync: interval`), the answer
            searched for the token. nginx and haproxy write their log, a line a call, unbuffered: what
            is logged survives a crash of the process, as an audit record does. Rounds are interleaved;
            tables show medians over rounds, and bars are held to the median of the rounds' ratios.
            Added latency is that of the peer less that of `direct`; CPU is user and system time of all
            the peer's processes. Load, upstream and peer share the machine's cores.
            """;

    private RestSection() {}

    static void add(Figures figures, int connections, String server, Load load, long cpuMicros) {
        String condition = condition(connections);
        figures.add(THROUGHPUT, condition, server, load.callsPerSecond());
        figures.add(CPU, condition, server, cpuMicros / (double) load.calls());
        figures.add(P50, condition, server, load.p50Micros());
        figures.add(P99, condition, server, load.p99Micros());
        figures.add(P999, condition, server, load.p999Micros());
    }

    static Section of(Figures figures, List<Server> servers, Duration time, Path directory) {
        List<String> names = servers.stream().map(Server::name).toList();
        List<String> conditions =
                RestTrial.CONNECTIONS.stream().map(RestSection::condition).toList();
        List<Table> tables = new ArrayList<>();
        for (Measure measure : List.of(THROUGHPUT, P50, P99, P999, CPU)) {
            tables.add(Table.of(figures, measure, names, conditions));
        }
        for (Measure measure : List.of(P50, P99, P999)) {
            tables.add(added(figures, measure, names, conditions));
        }
        return new Section(
                "rest",
                "REST through the whole line",
                WHAT,
                figures.all(),
                tables,
                bars(figures),
                List.of(
                        Chart.of("rest-throughput", figures, THROUGHPUT, names, conditions),
                        Chart.of("rest-p50", figures, P50, names, conditions),
                        Chart.of("rest-p99", figures, P99, names, conditions),
                        Chart.of("rest-cpu", figures, CPU, names, conditions)),
                Stream.concat(
                                servers.stream().map(Server::command),
                                Stream.of(
                                        H2load.command(
                                                servers.getLast(),
                                                32,
                                                time,
                                                directory.resolve("calls"))))
                        .map(command -> String.join(" ", command))
                        .toList());
    }

    private static Table added(
            Figures figures, Measure measure, List<String> names, List<String> conditions) {
        Measure added = new Measure("added " + measure.name(), measure.unit());
        Figures differences = new Figures();
        for (String name : names) {
            for (String condition : conditions) {
                differences.add(
                        added,
                        condition,
                        name,
                        figures.median(measure, condition, name)
                                - figures.median(measure, condition, DIRECT));
            }
        }
        return Table.of(
                differences,
                added,
                names.stream().filter(name -> !name.equals(DIRECT)).toList(),
                conditions);
    }

    private static List<Bar> bars(Figures figures) {
        List<Bar> bars = new ArrayList<>();
        bars.add(ratio(figures, THROUGHPUT, 32, "nginx", Side.AT_LEAST, 1.0));
        bars.add(ratio(figures, THROUGHPUT, 32, "haproxy", Side.AT_LEAST, 1.0));
        bars.add(ratio(figures, P50, 1, "nginx", Side.AT_MOST, 1.1));
        for (int connections : RestTrial.CONNECTIONS) {
            bars.add(ratio(figures, P99, connections, "nginx", Side.AT_MOST, 1.5));
        }
        return bars;
    }

    private static Bar ratio(
            Figures figures,
            Measure measure,
            int connections,
            String other,
            Side side,
            double limit) {
        String condition = condition(connections);
        return new Bar(
                "%s, %s, to %s's".formatted(measure.name(), condition, other),
                figures.ratio(measure, condition, BROKER, other),
                side,
                limit,
                "x");
    }

    private static String condition(int connections) {
        return connections == 1 ? "1 connection" : connections + " connections";
    }
}
