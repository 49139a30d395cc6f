package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for Docker once for all tests.
final class DockerCondition implements ExecutionCondition {
    static final String IMAGE = "gatehouse-worker:shell";

    private static final Optional<String> MISSING = missing();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MISSING.isEmpty()) {
            return ConditionEvaluationResult.enabled("Docker answers and has " + IMAGE);
        }
        String line = context.getDisplayName() + " skipped: " + MISSING.get();
        if ("required".equals(System.getProperty("gatehouse.docker"))) {
            throw new IllegalStateException(line + ", but -Dgatehouse.docker=required");
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println(line);
        }
        return ConditionEvaluationResult.disabled(line);
    }

    private static Optional<String> missing() {
        try (DockerClient docker = DockerEngine.connect(DockerEngine.socket(Optional.empty()))) {
            docker.inspectImageCmd(IMAGE).exec();
            return Optional.empty();
        } catch (NotFoundException none) {
            return Optional.of("there is no image " + IMAGE + "; ./dev image builds it");
        } catch (IOException none) {
            return Optional.of(String.valueOf(none.getMessage()));
        }
    }
}
