package dev.gatehouse.broker;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/// A worker of a profile whose agent is granted a scripted model: no network, no key, and no
/// configuration but the image's.
final class ModelWorker implements AutoCloseable {
    private final DemoModel model;
    private final TestingWorkers workers;

    private ModelWorker(DemoModel model, TestingWorkers workers) {
        this.model = model;
        this.workers = workers;
    }

    /// @param directory empty; it holds the model's key, and all that the broker writes
    /// @param models that are granted, as in the configuration
    /// @param script what the model does, by the forge's ordinary URL, which no worker can reach
    static ModelWorker start(
            Path directory, String image, String agent, String models, Function<URI, Script> script)
            throws IOException {
        DemoForge forge = DemoForge.start(directory.toRealPath().resolve("forge"));
        DemoModel model = DemoModel.start(script.apply(forge.url()));
        Path key =
                Files.createFile(
                        directory.toRealPath().resolve("model.key"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, model.key() + "\n");
        TestingWorkers workers =
                TestingWorkers.start(
                        directory,
                        forge,
                        agent,
                        """
                        worker: { image: "%s", memory: 2GiB }
                        model: { api: anthropic, url: "%s", key: { file: "%s" }, models: %s }
                        """
                                .formatted(image, model.url(), key, models));
        workers.up();
        return new ModelWorker(model, workers);
    }

    DemoModel model() {
        return model;
    }

    TestingWorkers workers() {
        return workers;
    }

    AuditTrail audit() {
        return new AuditTrail(workers.broker().auditFile());
    }

    @Override
    public void close() throws IOException {
        workers.close();
        model.close();
    }
}
