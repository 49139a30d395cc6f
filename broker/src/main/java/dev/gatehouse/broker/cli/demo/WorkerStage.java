package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.cli.worker.WorkerSpecs;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.verify.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The agents in containers of their own, as `gatehouse worker up` makes them; removed at the end.
final class WorkerStage implements Stage {
    /// Of containers and volumes too: no agent of the operator's is likely to have it.
    private static final String PREFIX = "demo-";

    private final Scene scene;
    private final WorkerEngine engine;
    private final SocketOwner user;
    private final int ownUid;
    private final Map<String, WorkerSpec> specs = new HashMap<>();
    private List<Path> closed = List.of();

    /// @param user of the workers
    WorkerStage(Scene scene, WorkerEngine engine, SocketOwner user, int ownUid) {
        this.scene = scene;
        this.engine = engine;
        this.user = user;
        this.ownUid = ownUid;
    }

    @Override
    public String agent(String part) {
        return PREFIX + part;
    }

    @Override
    public SocketOwner caller() {
        return user;
    }

    @Override
    public void open(Configuration configuration) throws IOException {
        WorkerSpecs all = new WorkerSpecs(configuration, scene.configurationFile(), ownUid);
        closed = all.closed();
        for (AgentSettings agent : configuration.agents().values()) {
            WorkerSpec spec = all.of(agent);
            specs.put(agent.agent().name().value(), spec);
            engine.workers().up(spec);
        }
    }

    @Override
    public String description() {
        return "Each agent runs in a container of its own: "
                + user.uid()
                + ":"
                + user.gid()
                + ", no network, a read-only root, no capability; its socket is the only door.";
    }

    @Override
    public Place place(String part) {
        return new WorkerPlace(engine, spec(part));
    }

    /// As `gatehouse worker verify` does: there the daemon searches every byte for its tokens.
    @Override
    public List<String> search(PrintWriter out, TokenSearch search) throws IOException {
        List<String> breaches = new ArrayList<>();
        for (String part : new String[] {"dev", "reviewer"}) {
            out.println("    $ gatehouse worker verify " + agent(part));
            for (Finding finding : engine.verifier(closed).verify(spec(part))) {
                out.printf(
                        "      %-6s %s (%s)%n",
                        finding.holds() ? "holds" : "BROKEN",
                        finding.invariant().sentence(),
                        finding.seen());
                finding.breaches().forEach(breach -> breaches.add(agent(part) + ": " + breach));
            }
        }
        return breaches;
    }

    private WorkerSpec spec(String part) {
        return Objects.requireNonNull(specs.get(agent(part)), part);
    }

    @Override
    public void close() throws IOException {
        try (engine) {
            for (WorkerSpec spec : specs.values()) {
                engine.workers().down(spec.agent(), spec.container(), true);
            }
        }
    }
}
