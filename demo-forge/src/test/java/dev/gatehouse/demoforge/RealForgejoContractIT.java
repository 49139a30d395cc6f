package dev.gatehouse.demoforge;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a real Forgejo: what the demo forge pretends is what Forgejo does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(
        named = "FORGEJO_BIN",
        matches = ".+",
        disabledReason = "FORGEJO_BIN names no Forgejo executable")
final class RealForgejoContractIT
        implements ForgeContract,
                LfsContract,
                GitContract,
                AgitContract,
                IssueContract,
                PlanContract,
                TimeContract,
                PullContract,
                StatusContract,
                RepositoryContract,
                HistoryContract,
                ReleaseContract,
                WikiContract,
                NotificationContract,
                OrganisationContract,
                VariableContract {
    private final TestingForge forge;

    RealForgejoContractIT(@TempDir Path directory) throws IOException {
        forge = RealForgejo.start(directory);
    }

    @Override
    public TestingForge forge() {
        return forge;
    }

    @AfterAll
    void stop() throws IOException {
        forge.close();
    }
}
