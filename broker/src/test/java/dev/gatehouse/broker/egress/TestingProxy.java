package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.door.Drain;
import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.reach.Reach;
import dev.gatehouse.broker.egress.rule.AddressRange;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.HostPattern;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An [EgressDoor] behind a socket, with a name server and an audit log of its own. Loopback counts
/// as opened unless the test says otherwise.
final class TestingProxy implements AutoCloseable {
    static final AgentName DEV = new AgentName("dev");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final TestingResolver resolver = new TestingResolver();
    private final Path folder;
    private final AuditLog audit;
    private final EgressDoor door;
    private final Channel server;
    private volatile Optional<EgressRules> rules = Optional.empty();
    private volatile ClosedHosts closed = new ClosedHosts(List.of(), resolver);

    private TestingProxy(Path folder, EgressTimes times) throws IOException {
        this.folder = folder;
        this.audit =
                AuditLog.open(
                        new AuditSettings(
                                auditFile(),
                                AuditSettings.Sync.INTERVAL,
                                AuditSettings.DEFAULT_ROTATE_BYTES,
                                new Phrase("test")));
        this.door =
                new EgressDoor(
                        agent -> rules,
                        new Services(
                                () -> closed,
                                new Reach(resolver, () -> closed),
                                audit,
                                new ExchangeId.Source(1),
                                times));
        this.server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        connections.add(channel);
                                        channel.config().setAutoRead(false);
                                        door.serve(
                                                channel.pipeline(),
                                                () -> agent(),
                                                new Peer(1, 1, 1));
                                    }
                                })
                        .bind(new DomainSocketAddress(socket().toFile()))
                        .syncUninterruptibly()
                        .channel();
    }

    static TestingProxy open(Path folder) throws IOException {
        return open(folder, EgressTimes.DEFAULT);
    }

    static TestingProxy open(Path folder, EgressTimes times) throws IOException {
        return new TestingProxy(folder, times);
    }

    TestingProxy grant(EgressRules granted) {
        rules = Optional.of(granted);
        return this;
    }

    /// Grants hosts at a port, loopback opened.
    TestingProxy grant(int port, String... hosts) {
        return grant(rules(List.of(port), List.of("127.0.0.0/8", "::1"), hosts));
    }

    static EgressRules rules(List<Integer> ports, List<String> opened, String... hosts) {
        return new EgressRules(
                Arrays.stream(hosts).map(host -> (HostPattern) HostPattern.read(host)).toList(),
                ports,
                opened.stream().map(range -> AddressRange.read(range).orElseThrow()).toList(),
                EgressRules.DEFAULT_CONNECTIONS,
                OptionalLong.empty());
    }

    TestingProxy limit(int connections, OptionalLong connectionBytes) {
        EgressRules before = rules.orElseThrow();
        return grant(
                new EgressRules(
                        before.hosts(),
                        before.ports(),
                        before.privateAddresses(),
                        connections,
                        connectionBytes));
    }

    TestingProxy revoke() {
        rules = Optional.empty();
        return this;
    }

    TestingProxy close(String... urls) {
        closed = new ClosedHosts(Arrays.stream(urls).map(URI::create).toList(), resolver);
        return this;
    }

    TestingResolver resolver() {
        return resolver;
    }

    AuditLog audit() {
        return audit;
    }

    long opened() {
        return door.opened();
    }

    int underWay() {
        return door.callsUnderWay();
    }

    /// Waits until the agent has nothing under way.
    void settle() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (underWay() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(underWay() + " connections are still under way");
            }
            Thread.sleep(10);
        }
    }

    void drain() {
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
    }

    /// Closes what is left of the connections, as a broker does in the end.
    void cut() {
        connections.close().syncUninterruptibly();
    }

    TestingClient client() throws IOException {
        return TestingClient.open(socket());
    }

    private Path socket() {
        return folder.resolve("egress.sock");
    }

    private Path auditFile() {
        return folder.resolve("audit").resolve("audit.jsonl");
    }

    private static Agent agent() {
        return new Agent(
                DEV,
                new AccountName("dev-bot"),
                new TokenSource.SystemdCredential("dev"),
                new SocketOwner(1, 1),
                Optional.empty(),
                Limits.DEFAULT);
    }

    List<JsonNode> records(String kind) throws IOException {
        String text = Files.readString(auditFile());
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .<JsonNode>map(JSON::readTree)
                .filter(record -> record.path("kind").asString("").equals(kind))
                .toList();
    }

    /// The first record of a kind that is wanted, as soon as it is there.
    JsonNode await(String kind, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<JsonNode> found = records(kind).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no such " + kind + " in " + Files.readString(auditFile()));
            }
            Thread.sleep(10);
        }
    }

    JsonNode outcome() throws IOException, InterruptedException {
        return await("outcome", record -> true);
    }

    @Override
    public void close() throws IOException {
        server.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        audit.close();
    }
}
