package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {
    @Test
    void takesNoContainerThatIsNotTheAgents(@TempDir Path directory) throws IOException {
        try (TestingEngine engine =
                TestingEngine.in(directory)
                        .answering("GET /containers/json", "[]")
                        .answering("GET /containers/office/json", "{\"Id\":\"1\"}")) {
            Containers containers = new Containers(engine.docker());

            assertThatIOException()
                    .isThrownBy(() -> containers.find(new AgentName("dev"), "office"))
                    .withMessage(
                            "there is a container office which is not agent dev's: rename or"
                                    + " remove it, or give the agent's container another name with"
                                    + " the key container");
        }
    }
}
