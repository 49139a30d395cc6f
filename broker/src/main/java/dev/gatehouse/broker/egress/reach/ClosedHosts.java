package dev.gatehouse.broker.egress.reach;

import dev.gatehouse.broker.egress.rule.AddressKind;
import dev.gatehouse.broker.egress.rule.Host;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// The hosts that have a door of their own, the forge and the models: no rule opens them here, as
/// two doors to one host defeat either (threats, P14).
///
/// Closed is each of their names, at any port, and each address the names have or had a while ago,
/// at the port of the URL and at those where the same server tends to answer besides. Any thread.
public final class ClosedHosts {
    private static final Set<Integer> USUAL_PORTS = Set.of(22, 80, 443);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private record Closed(Host host, int port) {}

    /// What is known of one name: when it was asked for last, and each address with the time it was
    /// last heard of.
    private static final class Known {
        private final Map<InetAddress, Long> heardNanos = new HashMap<>();
        private long askedNanos;
    }

    private final List<Closed> closed;
    private final Resolver resolver;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new HashMap<>();

    /// @param urls of the forge, its public URL, its storage for LFS, and the models
    public ClosedHosts(Collection<URI> urls, Resolver resolver) {
        this(urls, resolver, System::nanoTime);
    }

    ClosedHosts(Collection<URI> urls, Resolver resolver, LongSupplier nanoTime) {
        this.closed = urls.stream().map(ClosedHosts::closed).distinct().toList();
        this.resolver = resolver;
        this.nanoTime = nanoTime;
    }

    private static Closed closed(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
        String host = url.getHost();
        // Not every URL's host is one an agent may name; then only the address counts.
        return new Closed(Host.read(host) instanceof Host read ? read : new Host.Name(host), port);
    }

    /// Whether an agent names such a host. Asks nobody.
    public boolean areNamed(Host host) {
        return host instanceof Host.Name
                && closed.stream().anyMatch(each -> each.host().equals(host));
    }

    /// Whether an address and port are of such a host. Blocks where its addresses have to be asked
    /// for.
    ///
    /// @throws UnknownHostException if they cannot be found out, now or a while ago: then nothing
    ///   is known to be another host's
    boolean haveAddress(InetAddress address, int port) throws UnknownHostException {
        Optional<InetAddress> behind = AddressKind.behind(address);
        for (Closed each : closed) {
            if (port == each.port() || USUAL_PORTS.contains(port)) {
                Set<InetAddress> theirs = addresses(each.host());
                if (theirs.contains(address) || behind.filter(theirs::contains).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<InetAddress> addresses(Host host) throws UnknownHostException {
        return switch (host) {
            case Host.Literal(InetAddress address) -> Set.of(address);
            case Host.Name(String name) -> addresses(name);
        };
    }

    private Set<InetAddress> addresses(String name) throws UnknownHostException {
        Optional<Set<InetAddress>> fresh = fresh(name);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        try {
            return learn(name, resolver.resolve(name));
        } catch (UnknownHostException unknown) {
            return learn(name, List.of());
        }
    }

    private synchronized Optional<Set<InetAddress>> fresh(String name) {
        Known facts = known.get(name);
        return facts != null && nanoTime.getAsLong() - facts.askedNanos < FRESH.toNanos()
                ? Optional.of(Set.copyOf(facts.heardNanos.keySet()))
                : Optional.empty();
    }

    private synchronized Set<InetAddress> learn(String name, List<InetAddress> addresses)
            throws UnknownHostException {
        Known facts = known.computeIfAbsent(name, fresh -> new Known());
        long now = nanoTime.getAsLong();
        if (!addresses.isEmpty()) {
            facts.askedNanos = now;
            addresses.forEach(address -> facts.heardNanos.put(address, now));
            facts.heardNanos.values().removeIf(heard -> now - heard > REMEMBERED.toNanos());
        }
        if (facts.heardNanos.isEmpty()) {
            known.remove(name);
            throw new UnknownHostException(name);
        }
        return Set.copyOf(facts.heardNanos.keySet());
    }
}
