package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.systemd.HandedSockets;
import dev.gatehouse.broker.systemd.Notifier;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// A real broker in this process, over real sockets below a temporary directory.
public final class TestingBroker implements AutoCloseable {
    private final Path directory;
    private final Broker broker;

    private TestingBroker(Path directory, Broker broker) {
        this.directory = directory;
        this.broker = broker;
    }

    public static Builder of(Path directory, URI forge) {
        return of(directory, forge, "");
    }

    /// @param forgeLine one more line of the forge's settings
    public static Builder of(Path directory, URI forge, String forgeLine) {
        return new Builder(directory, forge, forgeLine);
    }

    public Broker broker() {
        return broker;
    }

    public AgentClient client(String agent) {
        return new AgentClient(socket(agent));
    }

    /// Talks to the agent's model.
    public AgentClient modelClient(String agent) {
        return new AgentClient(modelSocket(agent));
    }

    public Path modelSocket(String agent) {
        return socket(agent).resolveSibling(SocketLayout.MODEL_SOCKET);
    }

    public Path socket(String agent) {
        return AgentSockets.path(directory.resolve("run"), new AgentName(agent));
    }

    public Path auditFile() {
        return directory.resolve("state/audit.jsonl");
    }

    public String audit() throws IOException {
        return Files.readString(auditFile());
    }

    /// Replaces a token file by rename.
    public void writeToken(String agent, String token) throws IOException {
        writeToken(directory, agent, token);
    }

    @Override
    public void close() {
        broker.stop(Duration.ofSeconds(1));
    }

    /// As above, of the broker that works in this directory.
    public static void writeToken(Path directory, String agent, String token) throws IOException {
        Path fresh = directory.resolve(agent + ".token.new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token + "\n");
        Files.move(
                fresh,
                directory.resolve(agent + ".token"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Configuration of a test broker: agents, each with its lines of YAML.
    public static final class Builder {
        private static final String SHORT = "timeouts: { connect: 2s, first-byte: 3s, idle: 3s }";
        private static final String LONG = "timeouts: { connect: 30s, first-byte: 30s, idle: 30s }";

        private final Path directory;
        private final StringBuilder yaml = new StringBuilder();
        private final Map<String, String> tokens = new LinkedHashMap<>();

        private Builder(Path directory, URI forge, String forgeLine) {
            this.directory = directory;
            String url = forge.toString();
            yaml.append("forge:\n  url: ")
                    .append(url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                    .append("\n  ")
                    .append(SHORT)
                    .append("\n  ")
                    .append(forgeLine)
                    .append("\nagents:\n");
        }

        /// @param settings further lines of the agent, indented by four spaces
        public Builder agent(String name, String account, String token, String settings)
                throws IOException {
            return agent(name, account, token, EffectiveUser.uid(), settings);
        }

        public Builder agent(String name, String account, String token, int uid, String settings)
                throws IOException {
            tokens.put(name, token);
            int gid = (int) Files.getAttribute(directory, "unix:gid");
            yaml.append("  ").append(name).append(":\n    account: ").append(account).append('\n');
            yaml.append("    token: { file: ")
                    .append(directory.resolve(name + ".token"))
                    .append(" }\n");
            yaml.append("    socket: { uid: ")
                    .append(uid)
                    .append(", gid: ")
                    .append(gid)
                    .append(" }\n");
            yaml.append(settings.indent(4));
            return this;
        }

        /// Waits for the forge as long as a busy machine may need.
        public Builder patient() {
            int at = yaml.indexOf(SHORT);
            yaml.replace(at, at + SHORT.length(), LONG);
            return this;
        }

        /// @param lines at the top level
        public Builder with(String lines) {
            yaml.append(lines).append('\n');
            return this;
        }

        public TestingBroker start() throws IOException {
            Configuration configuration = configuration();
            return start(
                    configuration,
                    new Handover(
                            Notifier.none(),
                            HandedSockets.none(),
                            configuration.runtimeDirectory()));
        }

        /// With listening sockets that somebody else holds as well.
        ///
        /// @param handed descriptors, which are the broker's from now on, and names for them
        public TestingBroker start(Notifier manager, SortedMap<Integer, String> handed)
                throws IOException {
            Configuration configuration = configuration();
            return start(
                    configuration,
                    new Handover(
                            manager, HandedSockets.of(handed), configuration.runtimeDirectory()));
        }

        private TestingBroker start(Configuration configuration, Handover handover)
                throws IOException {
            writeTokens();
            Surroundings surroundings =
                    new Surroundings(
                            "test",
                            EffectiveUser.uid(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of());
            return new TestingBroker(
                    directory, Broker.start(configuration, surroundings, handover));
        }

        /// The token of each agent, to where the configuration says.
        public void writeTokens() throws IOException {
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                writeToken(directory, token.getKey(), token.getValue());
            }
        }

        /// The configuration as a file would hold it.
        public String text() {
            return yaml
                    + "runtime-dir: "
                    + directory.resolve("run")
                    + "\nstate-dir: "
                    + directory.resolve("state")
                    + "\n";
        }

        public Configuration configuration() {
            String text = text();
            ConfigurationReader reader =
                    new ConfigurationReader(
                            Catalogue.load().operations().stream()
                                    .collect(Collectors.toMap(Operation::id, Operation::risks)));
            return switch (reader.read("test", text)) {
                case Reading.Valid valid -> valid.configuration();
                case Reading.Invalid invalid ->
                        throw new AssertionError(invalid.problems() + "\n" + text);
            };
        }
    }
}
