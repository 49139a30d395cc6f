package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.yaml.Document;
import dev.gatehouse.broker.config.yaml.Place;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.model.budget.PriceTable;
import dev.gatehouse.broker.route.Risk;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Reads `gatehouse.yaml` into a [Configuration], or says all that is wrong with it at once.
/// Refuses unknown keys, secrets, and everything that is no plain YAML. Any thread; keeps nothing.
public final class ConfigurationReader {
    private final Map<String, Set<Risk>> risksByOperation;

    /// @param risksByOperation every operation of the catalogue by its id, with its risks
    public ConfigurationReader(Map<String, Set<Risk>> risksByOperation) {
        this.risksByOperation = Map.copyOf(risksByOperation);
    }

    /// Never throws for what is in the file, nor for its absence.
    public Reading read(Path file) {
        return switch (FileText.read(file)) {
            case FileText.Text(String yaml) -> read(file.toString(), yaml);
            case FileText.Unreadable(var fault) -> {
                Problems problems = new Problems(file.toString());
                problems.error(fault);
                yield problems.reading(Optional.empty());
            }
        };
    }

    /// @param name what problems call the file
    public Reading read(String name, String yaml) {
        Problems problems = new Problems(name);
        Secrecy.inspect(yaml, problems);
        Document document = Document.read(yaml);
        document.faults().forEach(problems::error);
        return problems.reading(configuration(document, problems));
    }

    private Optional<Configuration> configuration(Document document, Problems problems) {
        Optional<Value> root = document.root().map(node -> new Value(node, "", problems));
        if (root.map(Value::isNothing).orElse(document.faults().isEmpty())) {
            problems.error(Place.START, "", "the file is empty", "begin with 'forge' and 'agents'");
            return Optional.empty();
        }
        return root.flatMap(value -> value.section(Block.ROOT)).flatMap(this::configuration);
    }

    private Optional<Configuration> configuration(Section root) {
        Path runtimeDirectory =
                directory(root, "runtime-dir", Configuration.DEFAULT_RUNTIME_DIRECTORY);
        Path stateDirectory = directory(root, "state-dir", Configuration.DEFAULT_STATE_DIRECTORY);
        AuditSettings audit = AuditReader.read(root, stateDirectory);
        List<String> alarm =
                root.optional("alarm-command").flatMap(Command::read).orElse(List.of());
        Optional<ForgeSettings> forge =
                root.required("forge", "add 'forge:' with the forge's url below it")
                        .flatMap(ForgeReader::read);
        AgentsReader reader = new AgentsReader(new GrantReader(risksByOperation), runtimeDirectory);
        Optional<SortedMap<AgentName, AgentSettings>> agents =
                root.required("agents", "add 'agents:' with a name for each worker below it")
                        .map(reader::read);
        PriceTable prices = PricesReader.read(root);
        agents.ifPresent(each -> PricesReader.requireForMoney(each.values(), prices, root));
        Optional<InetSocketAddress> metrics = MetricsReader.read(root);
        if (forge.isEmpty() || agents.isEmpty()) {
            return Optional.empty();
        }
        Configuration read =
                new Configuration(
                        forge.get(),
                        agents.get(),
                        audit,
                        runtimeDirectory,
                        stateDirectory,
                        alarm,
                        WorkerReader.readShared(root),
                        prices,
                        metrics,
                        LogReader.read(root));
        reader.warnOfServers(
                read.servers().stream()
                        .map(url -> Host.read(url.getHost()))
                        .filter(Host.class::isInstance)
                        .map(Host.class::cast)
                        .toList());
        return Optional.of(read);
    }

    private static Path directory(Section root, String key, Path otherwise) {
        return root.optional(key).flatMap(Value::absolutePath).orElse(otherwise);
    }
}
