package dev.gatehouse.systemd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Whether there is all that a [TestingHost] is made of.
final class HostCondition implements ExecutionCondition {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if ("required".equals(System.getProperty("gatehouse.docker"))) {
            return ConditionEvaluationResult.enabled("to be run, or to fail");
        }
        String missing = missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("a host can be made");
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    private static boolean isPackaged() {
        try (DirectoryStream<Path> packages =
                Files.newDirectoryStream(TestingHost.ROOT.resolve("dist"), "gatehouse_*.deb")) {
            return packages.iterator().hasNext();
        } catch (IOException nothingBuilt) {
            return false;
        }
    }

    private static String missing() {
        if (!isPackaged()) {
            return "no package in dist/; ./dev package";
        }
        try {
            Ran asked = Ran.of(PATIENCE, List.of("docker", "image", "inspect", TestingHost.IMAGE));
            return asked.status() == 0
                    ? ""
                    : "no Docker Engine answers that has "
                            + TestingHost.IMAGE
                            + "; ./dev setup docker, then sh systemd/image/build.sh";
        } catch (IOException noCommand) {
            return "docker cannot be asked (" + noCommand.getMessage() + "); ./dev setup docker";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
