package dev.gatehouse.image;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Asks the engine for the image by a plain connect: Testcontainers would look for an engine for
/// minutes.
final class ImageCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        NeedsImage needs = context.getRequiredTestClass().getAnnotation(NeedsImage.class);
        boolean required = "required".equals(System.getProperty("gatehouse.docker"));
        if (needs == null || (required && !needs.optional())) {
            return ConditionEvaluationResult.enabled("to be run, or to fail");
        }
        String missing = missing(needs.value());
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the engine has " + needs.value());
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    private static String missing(String image) {
        try {
            return Engine.has(image)
                    ? ""
                    : "the engine has no " + image + "; ./dev image builds it";
        } catch (IOException e) {
            return "no Docker Engine answers at "
                    + Engine.SOCKET
                    + " ("
                    + e.getMessage()
                    + "); ./dev setup docker";
        }
    }
}
