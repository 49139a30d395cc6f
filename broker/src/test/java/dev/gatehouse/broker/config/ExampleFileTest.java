package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/gatehouse.example.yaml` is what operators copy.
class ExampleFileTest {
    private static final Path EXAMPLE = Path.of("../docs/gatehouse.example.yaml");

    private static final Map<String, Set<Risk>> OPERATIONS =
            Catalogue.load().operations().stream()
                    .collect(Collectors.toMap(Operation::id, Operation::risks));

    @Test
    void isValidAndWithoutAWarning() {
        assertThat(valid().warnings()).as("an example sets one").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Block.class)
    void namesEveryKeyTheReaderKnows(Block block) throws IOException {
        String example = Files.readString(EXAMPLE);

        for (String key : block.keys()) {
            assertThat(example)
                    .as("%s is a key of %s", key, block)
                    .containsPattern("(?m)^ *(?:- )?(?:# )?" + key + ":(?: |$)");
        }
    }

    @Test
    void namesEveryRoleAndEveryRisk() throws IOException {
        String example = Files.readString(EXAMPLE);

        for (Role role : Role.values()) {
            assertThat(example).as("a role an operator may want").contains(role.word());
        }
        for (Risk risk : Risk.values()) {
            assertThat(example).as("a risk an operator may meet").contains(risk.word());
        }
    }

    @Test
    void showsTheDefaultsAsTheyAre() {
        Configuration example = valid().configuration();
        AgentSettings dev = example.agents().get(new AgentName("dev"));

        assertThat(example.forge().timeouts()).as("timeouts").isEqualTo(Timeouts.DEFAULT);
        assertThat(example.audit())
                .as("audit")
                .isEqualTo(AuditSettings.defaults(Configuration.DEFAULT_STATE_DIRECTORY));
        assertThat(example.runtimeDirectory())
                .as("runtime-dir")
                .isEqualTo(Configuration.DEFAULT_RUNTIME_DIRECTORY);
        assertThat(example.stateDirectory())
                .as("state-dir")
                .isEqualTo(Configuration.DEFAULT_STATE_DIRECTORY);
        assertThat(dev).as("dev").isNotNull();
        assertThat(dev.agent().limits()).as("limits").isEqualTo(Limits.DEFAULT);
    }

    private static Valid valid() {
        return switch (new ConfigurationReader(OPERATIONS).read(EXAMPLE)) {
            case Valid valid -> valid;
            case Invalid(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }
}
