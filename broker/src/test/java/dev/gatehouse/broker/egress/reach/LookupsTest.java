package dev.gatehouse.broker.egress.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.egress.rule.AddressRange;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.egress.rule.HostPattern;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LookupsTest {
    private static final Authority TARGET = new Authority(new Host.Name("a.example.org"), 443);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final EventLoop loop = new DefaultEventLoop();
    private final Pending pending = new Pending();

    @AfterEach
    void stop() {
        loop.shutdownGracefully();
    }

    @Test
    void findsAddressesFromTheirBytesAlone() throws Exception {
        InetAddress named =
                InetAddress.getByAddress("evil.example", new byte[] {(byte) 203, 0, 113, 1});

        assertThat(find(lookups(name -> List.of(named), LONG)))
                .isInstanceOfSatisfying(
                        Finding.Found.class,
                        found -> {
                            InetSocketAddress only = found.addresses().getFirst();
                            assertThat(only.getHostString()).isEqualTo("203.0.113.1");
                            assertThat(only.getPort()).isEqualTo(443);
                        });
    }

    @Test
    void seesTheFourthWithinTheSixth() throws Exception {
        InetAddress mapped =
                Inet6Address.getByAddress(
                        null, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1}, 0);

        assertThat(find(lookups(name -> List.of(mapped), LONG)))
                .isEqualTo(new Finding.Failed(new Unreached.Forbidden("a private address")));
    }

    @Test
    void refusesTheMachinesOwnAddresses() throws Exception {
        InetAddress own = InetAddress.getByName("203.0.113.1");
        Lookups lookups = new Lookups(name -> List.of(own), LookupsTest::none, own::equals, LONG);

        assertThat(find(lookups))
                .isEqualTo(
                        new Finding.Failed(
                                new Unreached.Forbidden("an address of the broker's own machine")));
    }

    @Test
    void saysThatANameIsUnknown() throws Exception {
        assertThat(find(lookups(LookupsTest::unknown, LONG)))
                .isEqualTo(new Finding.Failed(new Unreached.Unknown()));
        assertThat(find(lookups(name -> List.of(), LONG)))
                .isEqualTo(new Finding.Failed(new Unreached.Unknown()));
    }

    @Test
    void waitsForANameServerOnlyAWhileAndCountsItUntilItAnswers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Lookups slow =
                lookups(
                        name -> {
                            try {
                                never.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            return unknown(name);
                        },
                        Duration.ofMillis(50));
        for (int time = 0; time < 32; time++) {
            assertThat(find(slow)).isEqualTo(new Finding.Failed(new Unreached.Unresolved()));
        }

        assertThat(find(slow))
                .as("each of them still holds a thread")
                .isEqualTo(new Finding.Failed(new Unreached.Busy()));
        never.countDown();
        while (find(lookups(LookupsTest::unknown, LONG))
                .equals(new Finding.Failed(new Unreached.Busy()))) {
            Thread.sleep(10);
        }
    }

    private static List<InetAddress> unknown(String name) throws UnknownHostException {
        throw new UnknownHostException(name);
    }

    private static ClosedHosts none() {
        return new ClosedHosts(List.of(), LookupsTest::unknown);
    }

    private static Lookups lookups(Resolver resolver, Duration limit) {
        return new Lookups(resolver, LookupsTest::none, address -> false, limit);
    }

    private Finding find(Lookups lookups) throws Exception {
        EgressRules rules =
                new EgressRules(
                        List.of(new HostPattern.Exact(TARGET.host())),
                        List.of(443),
                        List.of(AddressRange.read("192.168.0.0/16").orElseThrow()),
                        1,
                        OptionalLong.empty());
        CompletableFuture<Finding> found = new CompletableFuture<>();
        lookups.find(loop, TARGET, rules, pending, found::complete);
        return found.get();
    }
}
