package dev.gatehouse.broker.egress.rule;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What of the network one agent may reach.
///
/// @param hosts the hosts it may name
/// @param ports the ports it may name
/// @param privateAddresses networks that may be reached though they are not public
/// @param connections at once
/// @param connectionBytes of one connection, both ways together; none: no limit
public record EgressRules(
        List<HostPattern> hosts,
        List<Integer> ports,
        List<AddressRange> privateAddresses,
        int connections,
        OptionalLong connectionBytes) {
    public static final List<Integer> DEFAULT_PORTS = List.of(443, 80);
    public static final int DEFAULT_CONNECTIONS = 32;

    public EgressRules {
        hosts = List.copyOf(hosts);
        ports = List.copyOf(ports);
        privateAddresses = List.copyOf(privateAddresses);
        if (hosts.isEmpty()
                || ports.isEmpty()
                || connections < 1
                || connectionBytes.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "there is at least one host and one port, and every limit is 1 or more");
        }
    }

    /// The pattern that grants the host.
    public Optional<HostPattern> granting(Host host) {
        return hosts.stream().filter(pattern -> pattern.matches(host)).findFirst();
    }

    public boolean grants(int port) {
        return ports.contains(port);
    }

    /// Why no connection may go to this address, whoever named it. Looks at an address that stands
    /// for another one as well as at that other.
    ///
    /// @param isOwn whether it belongs to an interface of this machine
    public Optional<String> objection(InetAddress address, boolean isOwn) {
        AddressKind kind = AddressKind.of(address);
        boolean opened = kind.canBeOpened() || (kind == AddressKind.PUBLIC && isOwn);
        if ((kind != AddressKind.PUBLIC || isOwn) && !(opened && isOpened(address))) {
            return Optional.of(
                    kind == AddressKind.PUBLIC
                            ? "an address of the broker's own machine"
                            : kind.words());
        }
        return AddressKind.behind(address).flatMap(behind -> objection(behind, false));
    }

    private boolean isOpened(InetAddress address) {
        return privateAddresses.stream().anyMatch(range -> range.contains(address));
    }
}
