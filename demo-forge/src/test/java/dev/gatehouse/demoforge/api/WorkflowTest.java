package dev.gatehouse.demoforge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.api.Workflow.Job;
import org.junit.jupiter.api.Test;

final class WorkflowTest {

    @Test
    void findsTheJobsAndWhatTheyRunOn() {
        String yaml =
                """
                on:
                  push:
                jobs:
                  build:
                    runs-on: docker
                    steps:
                      - run: make
                  test:
                    needs: build
                    runs-on: big
                env:
                  A: b
                """;
        assertThat(Workflow.jobs(yaml))
                .containsExactly(new Job("build", "docker"), new Job("test", "big"));
    }

    @Test
    void findsNoneInWhatIsNoWorkflow() {
        assertThat(Workflow.jobs("")).isEmpty();
        assertThat(Workflow.jobs("  runs-on: x\njobs: none\n")).isEmpty();
    }
}
