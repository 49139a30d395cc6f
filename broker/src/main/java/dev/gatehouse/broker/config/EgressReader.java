package dev.gatehouse.broker.config;

import dev.gatehouse.broker.egress.rule.AddressKind;
import dev.gatehouse.broker.egress.rule.AddressRange;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.egress.rule.HostPattern;
import dev.gatehouse.broker.egress.rule.NoPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads `egress` of an agent.
final class EgressReader {
    private static final int MAX_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 256;
    private static final long LEAST_BYTES = 1L << 20;
    private static final long MOST_BYTES = 1L << 40;
    private static final int WIDEST_FOURTH_BITS = 8;
    private static final int WIDEST_SIXTH_BITS = 7;

    private EgressReader() {}

    /// @param exact remembers where hosts are named in full
    static Optional<EgressRules> read(Section agent, List<NamedHost> exact) {
        return agent.optional("egress")
                .flatMap(value -> value.section(Block.EGRESS))
                .flatMap(egress -> rules(egress, exact));
    }

    /// A host that an agent may reach, and where that is said.
    record NamedHost(Host host, Value place) {
        /// Warns where the door to the network refuses it all the same.
        void warnIfServer(List<Host> servers) {
            if (servers.contains(host)) {
                place.warning(
                        "'" + host.text() + "' is the forge or a model, which has its own socket",
                        "remove it: it is never reached this way");
            }
        }
    }

    private static Optional<EgressRules> rules(Section egress, List<NamedHost> exact) {
        List<AddressRange> opened = egress.list("private-addresses", EgressReader::range);
        List<HostPattern> hosts = hosts(egress, opened, exact);
        List<Integer> ports = ports(egress);
        Optional<Section> limits =
                egress.optional("limits").flatMap(value -> value.section(Block.EGRESS_LIMITS));
        int connections =
                limits.flatMap(section -> section.optional("connections"))
                        .flatMap(value -> value.number(1, MOST_CONNECTIONS))
                        .orElse(EgressRules.DEFAULT_CONNECTIONS);
        OptionalLong bytes =
                limits.flatMap(section -> section.optional("bytes"))
                        .flatMap(value -> value.bytes(LEAST_BYTES, MOST_BYTES))
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
        return hosts.isEmpty() || ports.isEmpty()
                ? Optional.empty()
                : Optional.of(new EgressRules(hosts, ports, opened, connections, bytes));
    }

    private static List<HostPattern> hosts(
            Section egress, List<AddressRange> opened, List<NamedHost> exact) {
        Optional<Value> hosts =
                egress.required("hosts", "add hosts: [registry.example.org], or remove 'egress'");
        if (hosts.filter(Value::isEmptyList).isPresent()) {
            hosts.get().error("no host is granted", "name one, or remove 'egress'");
        }
        return egress.list(
                "hosts",
                value -> {
                    Optional<HostPattern> pattern = host(value, opened);
                    if (pattern.orElse(null) instanceof HostPattern.Exact(Host host)) {
                        exact.add(new NamedHost(host, value));
                    }
                    return pattern;
                });
    }

    private static Optional<HostPattern> host(Value value, List<AddressRange> opened) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (HostPattern.read(text.get())) {
            case NoPattern(String problem, String remedy) -> {
                value.error(Secrecy.quote(text.get()) + " " + problem, remedy);
                yield Optional.empty();
            }
            case HostPattern.Exact(Host.Literal literal) -> literal(value, literal, opened);
            case HostPattern pattern -> Optional.of(pattern);
        };
    }

    /// Where its address could never be reached, the grant would be a promise that is not kept.
    private static Optional<HostPattern> literal(
            Value value, Host.Literal literal, List<AddressRange> opened) {
        AddressKind kind = AddressKind.of(literal.address());
        if (kind == AddressKind.PUBLIC) {
            return Optional.of(new HostPattern.Exact(literal));
        }
        String is = "'" + literal.text() + "' is " + kind.words();
        if (!kind.canBeOpened()) {
            value.error(is + ", which is never reached", "remove it");
            return Optional.empty();
        }
        if (opened.stream().noneMatch(range -> range.contains(literal.address()))) {
            value.error(is, "list it under 'private-addresses' too, if the agent is to reach it");
            return Optional.empty();
        }
        return Optional.of(new HostPattern.Exact(literal));
    }

    private static List<Integer> ports(Section egress) {
        if (egress.optional("ports").isEmpty()) {
            return EgressRules.DEFAULT_PORTS;
        }
        if (egress.saysNothing("ports")) {
            egress.optional("ports")
                    .orElseThrow()
                    .error(
                            "no port is granted",
                            "name one, or remove 'ports': 443 and 80 are meant then");
        }
        return egress.list("ports", value -> value.number(1, MAX_PORT));
    }

    private static Optional<AddressRange> range(Value value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<AddressRange> range = AddressRange.read(text.get());
        if (range.isEmpty()) {
            value.error(
                    Secrecy.quote(text.get()) + " is not a network",
                    "write one such as 10.1.2.3, 192.168.7.0/24 or 'fd00:1::/64', in its shortest"
                            + " form, with no bits behind the prefix");
            return Optional.empty();
        }
        AddressKind kind = AddressKind.of(range.get().network());
        if (kind != AddressKind.PUBLIC && !kind.canBeOpened()) {
            value.error(
                    Secrecy.quote(text.get()) + " is " + kind.words() + ", which is never reached",
                    "remove it");
            return Optional.empty();
        }
        boolean fourth = range.get().network().getAddress().length == 4;
        if (range.get().prefixBits() < (fourth ? WIDEST_FOURTH_BITS : WIDEST_SIXTH_BITS)) {
            value.error(
                    Secrecy.quote(text.get()) + " is wider than any private network",
                    "name the networks that are meant");
            return Optional.empty();
        }
        return range;
    }
}
