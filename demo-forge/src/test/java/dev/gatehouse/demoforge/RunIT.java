package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs of workflows, which on a real Forgejo need a runner.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunIT implements ForgeCalls {
    private static final String ACTIONS = HOOKS + "/actions";
    private static final String DISPATCH = ACTIONS + "/workflows/ci.yaml/dispatches";

    private final TestingForge forge;

    RunIT(@TempDir Path directory) throws IOException {
        forge = new DemoTestingForge(DemoForge.start(directory));
    }

    @Override
    public TestingForge forge() {
        return forge;
    }

    @AfterAll
    void stop() throws IOException {
        forge.close();
    }

    private JsonNode dispatched() throws Exception {
        return ask("dev-bot", 201, "POST", DISPATCH, "{\"ref\":\"main\",\"return_run_info\":true}");
    }

    @Test
    void makesARunThatIsOverWithALogForEachJob() throws Exception {
        JsonNode made = dispatched();
        assertThat(made.get("jobs").toString()).isEqualTo("[\"check\"]");
        String run = ACTIONS + "/runs/" + made.get("id").asLong();
        assertThat(get("dev-bot", run).get("status").asString()).isEqualTo("success");
        assertThat(get("dev-bot", run).at("/trigger_user/login").asString()).isEqualTo("dev-bot");
        JsonNode job = get("dev-bot", run + "/jobs").get(0);
        assertThat(job.at("/runs_on/0").asString()).isEqualTo("docker");
        ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
        Reply log = dev.get("api/v1/" + ACTIONS + "/jobs/" + job.get("id").asLong() + "/logs");
        assertThat(log.text()).contains("check: done");
        HttpResponse<byte[]> zip =
                HttpClient.newHttpClient()
                        .send(
                                dev.request("api/v1/" + run + "/logs").GET().build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            assertThat(entries.getNextEntry().getName()).startsWith("check-");
            assertThat(new String(entries.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(log.text());
        }
        ask("dev-bot", 204, "POST", run + "/cancel", "{}");
        ask("dev-bot", 404, "GET", ACTIONS + "/runs/999999", "");
    }

    @Test
    void listsRunsAndTasksByWhatIsAskedFor() throws Exception {
        long number = dispatched().get("run_number").asLong();
        dispatched();
        JsonNode runs = get("dev-bot", ACTIONS + "/runs?page=1&limit=1");
        assertThat(runs.get("workflow_runs")).hasSize(1);
        assertThat(runs.get("total_count").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(get("dev-bot", ACTIONS + "/runs?run_number=" + number).get("workflow_runs"))
                .hasSize(1);
        assertThat(get("dev-bot", ACTIONS + "/runs?status=failure").get("workflow_runs")).isEmpty();
        assertThat(get("dev-bot", ACTIONS + "/tasks").at("/workflow_runs/0/name").asString())
                .isEqualTo("check");
    }

    @Test
    void dispatchesOnlyAWorkflowThatIsThere() throws Exception {
        ask("dev-bot", 204, "POST", DISPATCH, "{\"ref\":\"main\"}");
        ask("dev-bot", 400, "POST", DISPATCH, "{}");
        String other = ACTIONS + "/workflows/none.yaml/dispatches";
        ask("dev-bot", 404, "POST", other, "{\"ref\":\"main\"}");
        ask("mallory", 404, "POST", DISPATCH, "{\"ref\":\"main\"}");
    }
}
