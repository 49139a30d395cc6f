package dev.gatehouse.broker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.RepositoryName;
import org.junit.jupiter.api.Test;

class SeenAttachmentsTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final RepositoryName LIB = new RepositoryName("charles", "lib");

    private final SeenAttachments seen = new SeenAttachments();

    @Test
    void knowsWhatOneAgentHasSeenAndWhere() {
        seen.remember(DEV, "a", LIB);

        assertThat(seen.repositoryOf(DEV, "a")).contains(LIB);
        assertThat(seen.repositoryOf(DEV, "b")).isEmpty();
        assertThat(seen.repositoryOf(new AgentName("boss"), "a"))
                .as("what one agent has seen another has not")
                .isEmpty();
    }

    @Test
    void forgetsTheOneSeenLongestAgo() {
        seen.remember(DEV, "first", LIB);
        seen.remember(DEV, "second", LIB);
        for (int i = 2; i < 10_000; i++) {
            seen.remember(DEV, "x" + i, LIB);
        }
        seen.remember(DEV, "first", LIB);
        seen.remember(new AgentName("boss"), "x", LIB);

        seen.remember(DEV, "one too many", LIB);

        assertThat(seen.repositoryOf(DEV, "second")).isEmpty();
        assertThat(seen.repositoryOf(DEV, "first")).as("seen again").contains(LIB);
        assertThat(seen.repositoryOf(DEV, "one too many")).contains(LIB);
        assertThat(seen.repositoryOf(new AgentName("boss"), "x"))
                .as("each agent has its own share")
                .contains(LIB);
    }
}
