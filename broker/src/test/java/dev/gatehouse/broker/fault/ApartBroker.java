package dev.gatehouse.broker.fault;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.AuditTrail;
import dev.gatehouse.broker.BrokerProcess;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.admin.AdminClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A broker in a process of its own, which can be started, killed and started again in one
/// directory.
final class ApartBroker implements AutoCloseable {
    private final Path directory;
    private final String configuration;
    private final String[] before;
    private BrokerProcess running;

    private ApartBroker(Path directory, String configuration, String[] before)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.configuration = configuration;
        this.before = before;
        this.running = BrokerProcess.start(directory, configuration, before);
    }

    /// @param before a command that runs the broker's
    static ApartBroker start(Path directory, TestingBroker.Builder agents, String... before)
            throws IOException, InterruptedException {
        agents.writeTokens();
        return new ApartBroker(directory, agents.patient().text(), before);
    }

    AgentClient client(String agent) {
        return new AgentClient(socket(agent));
    }

    Path socket(String agent) {
        return directory.resolve("run/agents").resolve(agent).resolve("forge.sock");
    }

    AdminClient admin() {
        return new AdminClient(directory.resolve("run/admin.sock"));
    }

    Path auditFile() {
        return directory.resolve("state/audit.jsonl");
    }

    AuditTrail audit() {
        return new AuditTrail(auditFile());
    }

    String log() throws IOException {
        return Files.readString(BrokerProcess.log(directory));
    }

    long pid() {
        return running.process().pid();
    }

    BrokerProcess process() {
        return running;
    }

    void kill() throws InterruptedException {
        running.kill();
    }

    /// Ends it in order, as the service manager does.
    void stop() {
        running.close();
    }

    void startAgain() throws IOException, InterruptedException {
        running = BrokerProcess.start(directory, configuration, before);
    }

    @Override
    public void close() {
        running.close();
    }
}
