package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for Docker and each image once for all tests.
final class DockerCondition implements ExecutionCondition {
    /// What is missing for an image, if anything.
    private static final Map<String, Optional<String>> MISSING = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        RequiresDocker requires =
                Objects.requireNonNull(
                        context.getRequiredTestClass().getAnnotation(RequiresDocker.class));
        Optional<String> missing =
                MISSING.computeIfAbsent(requires.value(), DockerCondition::missing);
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Docker answers and has " + requires.value());
        }
        String line = context.getDisplayName() + " skipped: " + missing.get();
        if (!requires.optional() && "required".equals(System.getProperty("gatehouse.docker"))) {
            throw new IllegalStateException(line + ", but -Dgatehouse.docker=required");
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println(line);
        }
        return ConditionEvaluationResult.disabled(line);
    }

    private static Optional<String> missing(String image) {
        String profile = image.substring(image.indexOf(':') + 1);
        try (DockerClient docker = DockerEngine.connect(DockerEngine.socket(Optional.empty()))) {
            docker.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException none) {
            return Optional.of(
                    "there is no image " + image + "; ./dev image " + profile + " builds it");
        } catch (IOException none) {
            return Optional.of(String.valueOf(none.getMessage()));
        }
    }
}
