package dev.gatehouse.broker.egress.rule;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A host and a port, as in `CONNECT host:port` (RFC 9110, 9.3.6) and in `http://host:port/`.
public record Authority(Host host, int port) implements AuthorityReading {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;

    public Authority {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT);
        }
    }

    /// @param defaultPort the port where the text names none; none: it has to name one
    public static AuthorityReading read(String text, OptionalInt defaultPort) {
        if (text.indexOf('@') >= 0) {
            return new NoHost("a user name or password before the host");
        }
        int colon = text.lastIndexOf(':');
        boolean portGiven = colon > text.lastIndexOf(']');
        if (!portGiven && defaultPort.isEmpty()) {
            return new NoHost("no port");
        }
        String host = portGiven ? text.substring(0, colon) : text;
        if (!host.startsWith("[") && host.indexOf(':') >= 0) {
            return new NoHost("an IPv6 address without brackets, or more than one port");
        }
        OptionalInt port = portGiven ? port(text.substring(colon + 1)) : defaultPort;
        if (port.isEmpty()) {
            return new NoHost("a port that is not a plain number from 1 to " + MAX_PORT);
        }
        return switch (Host.read(host)) {
            case NoHost no -> no;
            case Host read -> new Authority(read, port.getAsInt());
        };
    }

    private static OptionalInt port(String text) {
        if (!PORT.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return host.inUrl() + ":" + port;
    }
}
