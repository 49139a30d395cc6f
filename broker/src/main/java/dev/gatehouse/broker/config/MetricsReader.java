package dev.gatehouse.broker.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `metrics.listen`: an address of loopback and a port. Refuses every other address, since
/// nobody is asked who they are there.
final class MetricsReader {
    private static final Pattern LISTEN =
            Pattern.compile("(127(?:\\.(?:0|[1-9][0-9]{0,2})){3}|\\[::1\\]):([1-9][0-9]{0,4})");
    private static final int MAX_PORT = 65_535;

    private MetricsReader() {}

    static Optional<InetSocketAddress> read(Section root) {
        return root.optional("metrics")
                .flatMap(value -> value.section(Block.METRICS))
                .flatMap(metrics ->
                        metrics.required(
                                "listen", "add it, such as 127.0.0.1:9464, or remove 'metrics'"))
                .flatMap(MetricsReader::address);
    }

    private static Optional<InetSocketAddress> address(Value value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = LISTEN.matcher(text.get());
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(2), 10);
            try {
                // A literal: no name is resolved.
                InetAddress address = InetAddress.getByName(matcher.group(1));
                if (port <= MAX_PORT) {
                    return Optional.of(new InetSocketAddress(address, port));
                }
            } catch (UnknownHostException _) {
                // Such as 127.0.0.999: said below.
            }
        }
        value.error(
                "an address of this machine's loopback and a port were expected",
                "write one such as 127.0.0.1:9464 or [::1]:9464; the admin socket serves metrics, too");
        return Optional.empty();
    }
}
