package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.server.Daemon;
import dev.gatehouse.broker.admin.server.RecentAlarms;
import dev.gatehouse.broker.admission.Admissions;
import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.admission.RepositoryBindings;
import dev.gatehouse.broker.admission.SeenAttachments;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.credential.source.TokenWatcher;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.broker.listener.Descriptors;
import dev.gatehouse.broker.listener.Registrations;
import dev.gatehouse.broker.listener.Turn;
import dev.gatehouse.broker.listener.attest.ProcessAttestor;
import dev.gatehouse.broker.log.Logging;
import dev.gatehouse.broker.metrics.Metrics;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.quarantine.QuarantineLimits;
import dev.gatehouse.broker.quarantine.Quarantines;
import dev.gatehouse.broker.relay.BrokerRoutes;
import dev.gatehouse.broker.relay.ForgeDoor;
import dev.gatehouse.broker.relay.Services;
import dev.gatehouse.broker.relay.answer.ForgeOrigin;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.systemd.HandedSockets;
import dev.gatehouse.broker.systemd.Notifier;
import dev.gatehouse.broker.tool.mcp.Changes;
import dev.gatehouse.broker.upstream.ForgeAccounts;
import dev.gatehouse.broker.upstream.ForgeClient;
import dev.gatehouse.broker.upstream.LfsStorage;
import dev.gatehouse.broker.upstream.http.Connections;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon, put together: every room is built here, once, from the rooms it needs.
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final String BINDINGS_FILE = "repositories";
    private static final String CONTAINERS_DIRECTORY = "containers";
    private static final String GIT_DIRECTORY = "git";

    private final EventLoopGroup loops;
    private final AuditLog audit;
    private final Connections connections;
    private final TokenSources sources;
    private final TokenStore tokens;
    private final AtomicReference<Policy> policy;
    private final Changes toolChanges = new Changes();
    private final Quarantines quarantines;
    private final Models models;
    private final Networks networks;
    private final AgentSockets sockets;
    private final Operation operation;
    private final OperatorDoors operatorDoors;
    private volatile Configuration configuration;
    private TokenWatcher watcher;
    private CompletionStage<Void> checked = CompletableFuture.completedStage(null);

    private Broker(Configuration configuration, Surroundings surroundings, Handover handover)
            throws IOException {
        Logging.apply(configuration.log());
        this.configuration = configuration;
        this.policy = new AtomicReference<>(configuration.policy());
        Files.createDirectories(configuration.stateDirectory());
        Instant startedAt = Instant.now();
        Metrics metrics = new Metrics(surroundings.version(), InstantSource.system());
        this.audit =
                AuditLog.open(
                        RoomSettings.audit(configuration, surroundings.version()), metrics.calls());
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
        this.connections = new Connections(RoomSettings.forge(configuration), metrics.forge());
        this.sources = surroundings.tokenSources();
        RecentAlarms recent = new RecentAlarms();
        Alarms alarms =
                new Alarms(
                        audit,
                        metrics,
                        recent,
                        configuration.alarmCommand(),
                        surroundings.commandEnvironment());
        this.tokens =
                new TokenStore(
                        sources,
                        new ForgeAccounts(
                                connections,
                                loops,
                                agent -> RoomSettings.namedInFull(policy.get(), agent)),
                        alarms,
                        InstantSource.system());
        this.watcher =
                TokenWatcher.start(
                        RoomSettings.agents(configuration), sources, tokens::sourceChanged);
        this.quarantines =
                new Quarantines(
                        configuration.stateDirectory().resolve(GIT_DIRECTORY),
                        surroundings.searchPath(),
                        QuarantineLimits.DEFAULT);
        this.models =
                new Models(
                        configuration.stateDirectory(),
                        sources,
                        tokens,
                        audit,
                        alarms,
                        metrics.models());
        models.serve(configuration);
        this.networks = new Networks(configuration);
        ExchangeId.Source ids = new ExchangeId.Source(System.currentTimeMillis());
        this.sockets =
                new AgentSockets(
                        configuration.runtimeDirectory(),
                        surroundings.uid(),
                        loops,
                        List.of(
                                new ForgeDoor(services(surroundings, metrics, ids)),
                                models.door(ids),
                                networks.door(audit, ids)),
                        alarms,
                        Registrations.open(
                                configuration.stateDirectory().resolve(CONTAINERS_DIRECTORY)),
                        ProcessAttestor.ofThisHost(),
                        Descriptors.ofThisProcess(alarms),
                        handover);
        this.operation = new Operation(sockets::drain, startedAt);
        Daemon daemon =
                new Daemon(
                        surroundings.version(),
                        startedAt,
                        () -> this.configuration,
                        sockets,
                        tokens,
                        models::usage,
                        audit,
                        metrics,
                        recent,
                        operation);
        this.operatorDoors =
                new OperatorDoors(
                        configuration, surroundings.uid(), loops, daemon, alarms, handover);
    }

    /// Starts to serve at sockets of its own.
    public static Broker start(Configuration configuration, Surroundings surroundings)
            throws IOException {
        return start(
                configuration,
                surroundings,
                new Handover(
                        Notifier.none(), HandedSockets.none(), configuration.runtimeDirectory()));
    }

    /// Starts to serve. Tokens are checked in the background: a forge that is down does not keep
    /// the broker from starting.
    static Broker start(Configuration configuration, Surroundings surroundings, Handover handover)
            throws IOException {
        Broker broker = new Broker(configuration, surroundings, handover);
        broker.checked = broker.tokens.serve(RoomSettings.agents(configuration));
        boolean served = false;
        try {
            handover.dropElsewhere();
            broker.sockets.serve(RoomSettings.agents(configuration));
            broker.operatorDoors.open();
            handover.dropRest();
            served = true;
            return broker;
        } finally {
            if (!served) {
                broker.close();
            }
        }
    }

    /// Puts another configuration in force. Connections and calls under way go on.
    public synchronized void reload(Configuration next) throws IOException {
        if (operation.isDraining()) {
            LOG.info("the broker is draining: the changed configuration is for the next one");
            return;
        }
        if (!next.forge().equals(configuration.forge())
                || !next.audit().equals(configuration.audit())
                || !next.runtimeDirectory().equals(configuration.runtimeDirectory())
                || !next.stateDirectory().equals(configuration.stateDirectory())
                || !next.metricsListen().equals(configuration.metricsListen())) {
            LOG.warn(
                    "forge, audit, metrics, runtime-dir and state-dir change only with a restart; the rest is in force now");
        }
        Logging.apply(next.log());
        policy.set(next.policy());
        TokenWatcher before = watcher;
        watcher = TokenWatcher.start(RoomSettings.agents(next), sources, tokens::sourceChanged);
        before.close();
        tokens.serve(RoomSettings.agents(next));
        // Whose a token is may be provable by the new grants, and unproven by the old ones.
        tokens.reload();
        models.serve(next);
        models.reload();
        networks.serve(next);
        sockets.serve(RoomSettings.agents(next));
        configuration = next;
        toolChanges.changed();
        LOG.info("the new configuration is in force: {} agents", next.agents().size());
    }

    /// Accepts no more, lets calls under way end, then closes everything.
    public synchronized void stop(Duration limit) {
        LOG.info("stopping: calls under way have {} s to end", limit.toSeconds());
        if (!operation.finishCalls(limit)) {
            LOG.warn("some calls did not end in time and are cut");
        }
        close();
    }

    /// Completes when the tokens that its start found are checked, whatever came of it.
    CompletionStage<Void> checked() {
        return checked;
    }

    Load load() {
        return new Load(sockets.agents(), sockets.connections(), sockets.callsUnderWay());
    }

    /// Whether every event loop runs a task within the limit: one that hangs keeps its connections
    /// waiting for ever.
    boolean answers(Duration limit) {
        return loops.isShuttingDown() || Turn.ofAll(loops, limit);
    }

    /// What the operator can ask of it as a whole.
    Operation operation() {
        return operation;
    }

    /// Connections opened to Forgejo since start.
    public long upstreamConnections() {
        return connections.opened();
    }

    /// Tokens lent for calls of agents since start.
    public long tokensLent() {
        return tokens.lendings();
    }

    /// Keys to models lent for calls of agents since start.
    public long keysLent() {
        return models.keysLent();
    }

    @Override
    public synchronized void close() {
        operatorDoors.close();
        sockets.drain(Duration.ZERO);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        tokens.close();
        try {
            watcher.close();
            models.close();
            audit.close();
        } catch (IOException failed) {
            LOG.error("the broker did not stop cleanly", failed);
        }
        LOG.info("stopped");
    }

    private Services services(Surroundings surroundings, Metrics metrics, ExchangeId.Source ids)
            throws IOException {
        RepositoryBindings bindings =
                new RepositoryBindings(configuration.stateDirectory().resolve(BINDINGS_FILE));
        SeenAttachments attachments = new SeenAttachments();
        Catalogue catalogue = Catalogue.load();
        Router router = new Router(catalogue);
        return new Services(
                router,
                new Admissions(policy::get, audit, bindings, attachments),
                new ForgeClient(
                        connections,
                        tokens,
                        new LfsStorage(RoomSettings.lfsStorage(configuration), metrics.storage())),
                quarantines,
                new ForgeOrigin(configuration.forge().url(), configuration.forge().publicUrl()),
                attachments,
                Tools.routes(
                        configuration,
                        surroundings.version(),
                        catalogue,
                        policy::get,
                        toolChanges,
                        new BrokerRoutes(
                                surroundings.version(),
                                configuration.forge().url().toString(),
                                router,
                                policy::get,
                                agent -> tokens.state(agent).word())),
                ids);
    }
}
