package dev.gatehouse.broker.egress.reach;

import dev.gatehouse.broker.egress.rule.AddressText;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.Host;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a host's addresses and checks all of them: one that may not be reached refuses the whole
/// answer, since whoever wrote it meant the agent to get there.
final class Lookups {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

    private final Resolver resolver;
    private final Supplier<ClosedHosts> closed;
    private final Predicate<InetAddress> isOwn;
    private final Duration limit;

    Lookups(Resolver resolver, Supplier<ClosedHosts> closed) {
        this(resolver, closed, Lookups::isOfAnInterface, LIMIT);
    }

    Lookups(
            Resolver resolver,
            Supplier<ClosedHosts> closed,
            Predicate<InetAddress> isOwn,
            Duration limit) {
        this.resolver = resolver;
        this.closed = closed;
        this.isOwn = isOwn;
        this.limit = limit;
    }

    /// @param done called once, on the loop, never before this returns
    void find(
            EventLoop loop,
            Authority target,
            EgressRules rules,
            Pending pending,
            Consumer<Finding> done) {
        Promise<Finding> finding = loop.newPromise();
        finding.addListener(found -> done.accept(finding.getNow()));
        if (!pending.enter()) {
            loop.execute(() -> finding.trySuccess(failed(new Unreached.Busy())));
            return;
        }
        var late =
                loop.schedule(
                        () -> finding.trySuccess(failed(new Unreached.Unresolved())),
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        finding.addListener(found -> late.cancel(false));
        // A platform thread: getaddrinfo would pin the carrier of a virtual one, of which there are
        // as few as processors, and one slow name server would stop everybody's.
        Thread.ofPlatform()
                .daemon()
                .name("egress-resolve")
                .start(() -> {
                    try {
                        Finding found = look(target, rules);
                        loop.execute(() -> finding.trySuccess(found));
                    } finally {
                        pending.leave();
                    }
                });
    }

    private Finding look(Authority target, EgressRules rules) {
        List<InetAddress> addresses;
        try {
            addresses = addresses(target.host());
        } catch (UnknownHostException unknown) {
            return failed(new Unreached.Unknown());
        }
        try {
            List<InetSocketAddress> checked = new ArrayList<>();
            for (InetAddress address : addresses) {
                Optional<Unreached> objection = objection(address, target.port(), rules);
                if (objection.isPresent()) {
                    LOG.info(
                            "{} is not connected to: {} is {}",
                            target,
                            AddressText.of(address),
                            objection.get());
                    return failed(objection.get());
                }
                checked.add(new InetSocketAddress(address, target.port()));
            }
            return new Finding.Found(checked);
        } catch (UnknownHostException unknown) {
            LOG.warn("the addresses of a closed host cannot be found: {}", unknown.getMessage());
            return failed(new Unreached.Undecided());
        }
    }

    private List<InetAddress> addresses(Host host) throws UnknownHostException {
        return switch (host) {
            case Host.Literal(InetAddress address) -> List.of(address);
            case Host.Name(String name) -> plain(resolver.resolve(name));
        };
    }

    /// From the bytes alone: no name, no zone, and IPv4 in IPv6 becomes IPv4.
    private static List<InetAddress> plain(List<InetAddress> answer) throws UnknownHostException {
        List<InetAddress> plain = new ArrayList<>();
        for (InetAddress address : answer) {
            plain.add(InetAddress.getByAddress(address.getAddress()));
        }
        if (plain.isEmpty()) {
            throw new UnknownHostException();
        }
        return plain;
    }

    private Optional<Unreached> objection(InetAddress address, int port, EgressRules rules)
            throws UnknownHostException {
        Optional<String> kind = rules.objection(address, isOwn.test(address));
        if (kind.isPresent()) {
            return kind.map(Unreached.Forbidden::new);
        }
        return closed.get().haveAddress(address, port)
                ? Optional.of(new Unreached.Closed())
                : Optional.empty();
    }

    private static boolean isOfAnInterface(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            LOG.warn("the machine's own addresses cannot be asked for: {}", unknown.getMessage());
            return true;
        }
    }

    private static Finding failed(Unreached why) {
        return new Finding.Failed(why);
    }
}
