package dev.gatehouse.broker;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.admission.model.ModelAdmissions;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ModelSettings;
import dev.gatehouse.broker.credential.Alarms;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.key.KeyStore;
import dev.gatehouse.broker.credential.source.KeySources;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.credential.source.TokenWatcher;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelRouter;
import dev.gatehouse.broker.model.budget.BudgetTerms;
import dev.gatehouse.broker.model.budget.Budgets;
import dev.gatehouse.broker.relay.model.ModelDoor;
import dev.gatehouse.broker.relay.model.ModelGrant;
import dev.gatehouse.broker.relay.model.ModelServices;
import dev.gatehouse.broker.relay.model.ModelWhoami;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.UpstreamObserver;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import dev.gatehouse.broker.upstream.model.ModelClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models of all agents, put together: their keys, their budgets, and the door to them.
final class Models implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);
    private static final String BUDGETS_DIRECTORY = "models";

    private final UpstreamObserver observer;
    private final KeyStore keys;
    private final KeySources sources;
    private final Budgets budgets;
    private final ModelClient client;
    private final ModelAdmissions admissions;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("model-budgets").factory());
    private final Map<ModelApi, ModelRouter> routers = new EnumMap<>(ModelApi.class);
    private Map<UpstreamSettings, Connections> servers = Map.of();
    private volatile Map<AgentName, ModelGrant> grants = Map.of();
    private TokenWatcher watcher;

    /// Nobody has a model before [#serve].
    ///
    /// @param tokens whose mask hides the keys, too
    /// @param observer of all models' servers
    Models(
            Path stateDirectory,
            TokenSources sources,
            TokenStore tokens,
            AuditLog audit,
            Alarms alarms,
            UpstreamObserver observer)
            throws IOException {
        this.observer = observer;
        this.sources = new KeySources(sources);
        this.keys = new KeyStore(this.sources, tokens.known(), alarms, InstantSource.system());
        this.client = new ModelClient(keys, tokens);
        this.admissions = new ModelAdmissions(audit);
        Path directory = stateDirectory.resolve(BUDGETS_DIRECTORY);
        Files.createDirectories(directory);
        this.budgets =
                new Budgets(
                        directory,
                        InstantSource.system(),
                        writer,
                        problem -> LOG.error("Models: {}", problem));
        this.watcher = TokenWatcher.start(Map.of(), keys::sourceChanged);
        for (ModelApi api : ModelApi.values()) {
            routers.put(api, new ModelRouter(api));
        }
    }

    ModelDoor door(ExchangeId.Source ids) {
        return new ModelDoor(
                new ModelServices(
                        agent -> Optional.ofNullable(grants.get(agent)), admissions, client, ids));
    }

    /// Puts the models of a configuration in force. Calls under way go on with what they have.
    void serve(Configuration configuration) throws IOException {
        Map<AgentName, ModelSettings> settings = new HashMap<>();
        configuration
                .agents()
                .forEach((name, agent) ->
                        agent.model().ifPresent(model -> settings.put(name, model)));
        Map<AgentName, BudgetTerms> terms = new HashMap<>();
        Map<AgentName, ModelKey> wanted = new HashMap<>();
        settings.forEach((name, model) -> {
            terms.put(
                    name,
                    new BudgetTerms(
                            model.rules().path("limits"),
                            model.rules().limits(),
                            configuration.prices()));
            model.key().ifPresent(key -> wanted.put(name, key));
        });
        budgets.configure(terms);
        watch(wanted);
        keys.serve(wanted);
        Map<UpstreamSettings, Connections> reached = new HashMap<>();
        Map<AgentName, ModelGrant> granted = new HashMap<>();
        for (Map.Entry<AgentName, ModelSettings> each : settings.entrySet()) {
            ModelSettings model = each.getValue();
            UpstreamSettings address = RoomSettings.model(model);
            Connections server = reached.get(address);
            if (server == null) {
                server =
                        servers.containsKey(address)
                                ? servers.get(address)
                                : new Connections(address, observer);
                reached.put(address, server);
            }
            granted.put(
                    each.getKey(),
                    new ModelGrant(
                            model.rules(),
                            Objects.requireNonNull(routers.get(model.rules().api())),
                            budgets.of(each.getKey()).orElseThrow(),
                            server));
        }
        servers = reached;
        grants = Map.copyOf(granted);
    }

    /// The operator's word: reads every key again.
    void reload() {
        keys.reload();
    }

    /// Before the keys are read, so that no change is missed.
    private void watch(Map<AgentName, ModelKey> wanted) throws IOException {
        Map<AgentName, Path> files = new HashMap<>();
        wanted.forEach((name, key) -> sources.fileOf(key).ifPresent(file -> files.put(name, file)));
        TokenWatcher before = watcher;
        watcher = TokenWatcher.start(files, keys::sourceChanged);
        before.close();
    }

    /// What an agent has used of its model, as JSON.
    Optional<byte[]> usage(AgentName agent) {
        return Optional.ofNullable(grants.get(agent))
                .map(grant -> ModelWhoami.of(grant.rules(), grant.budget(), client.key(agent)));
    }

    /// Keys lent for calls of agents since start.
    long keysLent() {
        return keys.lendings();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        keys.close();
        budgets.close();
        writer.shutdown();
    }
}
