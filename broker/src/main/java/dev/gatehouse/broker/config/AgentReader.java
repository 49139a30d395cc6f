package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.policy.Grant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what stands below one agent's name. Remembers the accounts, containers and hosts it met,
/// to warn of a shared account or a host that is not reached, and to refuse a shared container.
final class AgentReader {
    private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private final GrantReader grantReader;
    private final Map<String, String> agentByLogin = new HashMap<>();
    private final Set<String> containers = new HashSet<>();
    private final List<EgressReader.NamedHost> namedHosts = new ArrayList<>();

    AgentReader(GrantReader grantReader) {
        this.grantReader = grantReader;
    }

    /// Once all agents are read, as each may ask a model of its own.
    void warnOfServers(List<Host> servers) {
        namedHosts.forEach(named -> named.warnIfServer(servers));
    }

    /// @param name none where it was refused; the rest is read for its problems all the same
    Optional<AgentSettings> read(Optional<AgentName> name, Value value) {
        return value.section(Block.AGENT).flatMap(agent -> settings(name, agent));
    }

    private Optional<AgentSettings> settings(Optional<AgentName> name, Section agent) {
        Optional<AccountName> account =
                agent.required("account", "name the Forgejo user whose token this is")
                        .flatMap(value -> account(value, name));
        Optional<TokenSource> token =
                agent.required("token", "add token: { file: /etc/gatehouse/tokens/NAME }")
                        .flatMap(TokenReader::read);
        Optional<SocketOwner> socket =
                agent.required("socket", "add socket: { uid: N, gid: N } of the worker")
                        .flatMap(value -> value.section(Block.SOCKET))
                        .flatMap(AgentReader::socket);
        Optional<String> container = agent.optional("container").flatMap(this::container);
        Limits limits = LimitsReader.read(agent);
        WorkerSettings worker = WorkerReader.read(agent);
        Optional<ModelSettings> model =
                agent.optional("model").flatMap(value -> ModelReader.read(name, value));
        Optional<EgressRules> egress = EgressReader.read(agent, namedHosts);
        List<Grant> grants =
                agent.required("grants", "add grants, or grants: [] for an agent that may nothing")
                        .map(grantReader::read)
                        .orElse(List.of());
        if (name.isEmpty() || account.isEmpty() || token.isEmpty() || socket.isEmpty()) {
            return Optional.empty();
        }
        Agent read =
                new Agent(name.get(), account.get(), token.get(), socket.get(), container, limits);
        return Optional.of(new AgentSettings(read, grants, worker, model, egress));
    }

    private Optional<AccountName> account(Value value, Optional<AgentName> name) {
        Optional<String> login = value.text();
        if (login.isEmpty()) {
            return Optional.empty();
        }
        if (!AccountName.isValid(login.get())) {
            value.error(
                    Secrecy.quote(login.get()) + " is not a Forgejo account",
                    "use letters, digits, '.', '_' and '-', at most 40");
            return Optional.empty();
        }
        String folded = login.get().toLowerCase(Locale.ROOT);
        String agent = name.map(AgentName::value).orElse("?");
        String other = agentByLogin.putIfAbsent(folded, agent);
        if (other != null) {
            value.warning(
                    "agent '" + other + "' has the same account",
                    "give each agent a Forgejo user of its own, so that its deeds can be told"
                            + " apart");
        }
        return login.map(AccountName::new);
    }

    private static Optional<SocketOwner> socket(Section socket) {
        Optional<Integer> uid =
                socket.required("uid", "add the worker's uid on the host")
                        .flatMap(AgentReader::uid);
        Optional<Integer> gid =
                socket.required("gid", "add the worker's gid on the host")
                        .flatMap(value -> value.number(0, Integer.MAX_VALUE));
        if (uid.isEmpty() || gid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SocketOwner(uid.get(), gid.get()));
    }

    private static Optional<Integer> uid(Value value) {
        Optional<Integer> uid = value.number(0, Integer.MAX_VALUE);
        if (uid.filter(number -> number == 0).isPresent()) {
            value.warning(
                    "uid 0 is root, who can open every agent's socket",
                    "run the worker as a user of its own");
        }
        return uid;
    }

    private Optional<String> container(Value value) {
        Optional<String> name = value.text();
        if (name.isPresent() && !CONTAINER.matcher(name.get()).matches()) {
            value.error(
                    Secrecy.quote(name.get()) + " is not a container's name",
                    "use letters, digits, '_', '.' and '-'");
            return Optional.empty();
        }
        if (name.isPresent() && !containers.add(name.get())) {
            value.error(
                    "another agent has container " + Secrecy.quote(name.get()),
                    "give each agent a container of its own: who shares one shares the account");
            return Optional.empty();
        }
        return name;
    }
}
