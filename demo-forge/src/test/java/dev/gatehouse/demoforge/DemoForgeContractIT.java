package dev.gatehouse.demoforge;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract on the demo forge.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoForgeContractIT
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

    DemoForgeContractIT(@TempDir Path directory) throws IOException {
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
}
