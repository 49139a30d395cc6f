package dev.gatehouse.bench.load;

import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Load by nghttp2's h2load: HTTP/1.1 over a Unix socket, each connection asking for the next page
/// as soon as it has the last, a list of issues and a label in turn.
public final class H2load {
    private static final Pattern FINISHED =
            Pattern.compile("finished in ([0-9.]+)(us|ms|s), ([0-9.]+) req/s");
    private static final Pattern CODES =
            Pattern.compile("status codes: (\\d+) 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) errored, (\\d+) timeout");
    private static final long GRACE_SECONDS = 60;

    private final Path directory;

    /// @param directory for its logs
    public H2load(Path directory) {
        this.directory = directory;
    }

    /// Runs it against a server.
    ///
    /// @throws IOException where any call failed: such a run measures something else
    public Load run(Server server, int connections, Duration time)
            throws IOException, InterruptedException {
        Path calls = directory.resolve("calls");
        Files.deleteIfExists(calls);
        Path output = directory.resolve("h2load.out");
        Process process =
                new ProcessBuilder(command(server, connections, time, calls))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(time.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("h2load does not end against " + server.name());
        }
        return load(server, Files.readString(output), calls);
    }

    /// The command line of [#run], for the report.
    public static List<String> command(Server server, int connections, Duration time, Path calls) {
        return List.of(
                "h2load",
                "--h1",
                "-c" + connections,
                "-t1",
                "-D" + time.toMillis() + "ms",
                "-H",
                "Authorization: token " + Upstream.TOKEN,
                "--log-file=" + calls,
                "-Bunix:" + server.socket(),
                "http://forge.example.org" + Upstream.ISSUES,
                "http://forge.example.org" + Upstream.LABEL);
    }

    private static Load load(Server server, String output, Path calls) throws IOException {
        Matcher finished = FINISHED.matcher(output);
        Matcher codes = CODES.matcher(output);
        Matcher requests = REQUESTS.matcher(output);
        if (!finished.find() || !codes.find() || !requests.find()) {
            throw new IOException("h2load against " + server.name() + " says:\n" + output);
        }
        for (int kind = 2; kind <= 4; kind++) {
            if (!codes.group(kind).equals("0")) {
                throw new IOException(server.name() + " did not answer 2xx only:\n" + output);
            }
        }
        if (!requests.group(1).equals("0") || !requests.group(2).equals("0")) {
            throw new IOException(server.name() + " failed calls:\n" + output);
        }
        long[] micros = micros(calls);
        if (micros.length == 0) {
            throw new IOException(server.name() + " answered nothing:\n" + output);
        }
        return new Load(
                micros.length,
                Double.parseDouble(finished.group(3)),
                at(micros, 0.5),
                at(micros, 0.99),
                at(micros, 0.999));
    }

    /// Each line: when it began, its status, how long it took in microseconds.
    private static long[] micros(Path calls) throws IOException {
        try (Stream<String> lines = Files.lines(calls)) {
            long[] micros =
                    lines.mapToLong(line ->
                                    Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
                            .toArray();
            Arrays.sort(micros);
            return micros;
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
