package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.TokenSearch;
import dev.gatehouse.broker.worker.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The daemon, asked at its admin socket.
public final class DaemonRegistry implements Registry {
    private final AdminClient client;

    public DaemonRegistry(Path adminSocket) {
        this.client = new AdminClient(adminSocket);
    }

    @Override
    public Optional<Registered> registered(AgentName agent) throws IOException {
        return client.agent(agent)
                .container()
                .map(container -> new Registered(container.name(), container.id().value()));
    }

    @Override
    public void register(AgentName agent, Registered container) throws IOException {
        client.register(agent, container.name(), new ContainerId(container.id()));
    }

    @Override
    public void forget(AgentName agent) throws IOException {
        client.forget(agent);
    }

    @Override
    public List<Hit> search(Content content) throws IOException {
        TokenSearch.Result result = client.search(content::writeTo);
        return result.hits().stream().map(hit -> new Hit(hit.agent(), hit.offset())).toList();
    }
}
