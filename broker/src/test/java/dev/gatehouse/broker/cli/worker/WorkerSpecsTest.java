package dev.gatehouse.broker.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.worker.WorkerDoors;
import dev.gatehouse.broker.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkerSpecsTest {
    private static final String FILE =
            """
            forge: { url: "https://forge.example.org:3000", public-url: "https://git.example.org" }
            agents:
              dev:
                account: dev-bot
                token: { file: /srv/tokens/dev }
                socket: { uid: 10001, gid: 10002 }
                worker: { time-zone: Europe/Berlin }
                grants: []
              boss:
                account: boss-bot
                token: { file: /srv/tokens/boss }
                socket: { uid: 10003, gid: 10003 }
                container: office
                model: { api: anthropic, key: { file: /srv/keys/anthropic }, models: ["claude-*"] }
                egress: { hosts: [registry.example.org] }
                grants: []
            runtime-dir: /srv/run
            state-dir: /srv/state
            workers: { directory: /srv/workers, mounts: /srv/mounts.allow }
            """;

    @Test
    void aWorkerIsItsAgentsAndSeesItsSocketsOnly() throws IOException {
        WorkerSpec dev = spec("dev");

        assertThat(dev.container()).as("by default").isEqualTo("gatehouse-dev");
        assertThat(spec("boss").container()).as("as configured").isEqualTo("office");
        assertThat(dev.user()).isEqualTo(new SocketOwner(10001, 10002));
        assertThat(dev.socketDirectory()).isEqualTo(Path.of("/srv/run/agents/dev"));
        assertThat(dev.network()).as("unless told").isEqualTo("none");
    }

    @Test
    void gitTakesEveryNameOfTheForgeToTheBroker() throws IOException {
        assertThat(spec("dev").environment())
                .contains(
                        entry("GIT_CONFIG_COUNT", "6"),
                        entry("GIT_CONFIG_KEY_0", "url.forge::.insteadOf"),
                        entry("GIT_CONFIG_VALUE_0", "https://forge.example.org:3000/"),
                        entry("GIT_CONFIG_VALUE_1", "ssh://git@forge.example.org/"),
                        entry("GIT_CONFIG_VALUE_2", "git@forge.example.org:"),
                        entry("GIT_CONFIG_VALUE_3", "https://git.example.org/"));
    }

    @Test
    void commitsAreTheAccounts() throws IOException {
        assertThat(spec("dev").environment())
                .contains(
                        entry("TZ", "Europe/Berlin"),
                        entry("GIT_AUTHOR_NAME", "dev-bot"),
                        entry("GIT_COMMITTER_EMAIL", "dev-bot@noreply.git.example.org"));
    }

    @Test
    void aWorkerHasTheDoorsOfItsAgent() throws IOException {
        assertThat(spec("dev").doors()).isEqualTo(WorkerDoors.NONE);
        assertThat(spec("boss").doors()).isEqualTo(new WorkerDoors(true, true));
    }

    @Test
    void whatHoldsTokensOrDecidesIsClosedToMounts() {
        assertThat(specs().closed())
                .contains(
                        Path.of("/srv/gatehouse.yaml"),
                        Path.of("/srv/tokens/dev"),
                        Path.of("/srv/tokens/boss"),
                        Path.of("/srv/keys/anthropic"),
                        Path.of("/srv/run"),
                        Path.of("/srv/state"),
                        Path.of("/srv/workers"),
                        Path.of("/srv/mounts.allow"));
    }

    private static WorkerSpec spec(String agent) throws IOException {
        return specs().of(
                        Objects.requireNonNull(configuration().agents().get(new AgentName(agent))));
    }

    private static WorkerSpecs specs() {
        return new WorkerSpecs(configuration(), Path.of("/srv/gatehouse.yaml"), 0);
    }

    private static Configuration configuration() {
        return switch (new ConfigurationReader(Map.of()).read("test", FILE)) {
            case Reading.Valid valid -> valid.configuration();
            case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
