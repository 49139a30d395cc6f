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
        if (needs == null || required(needs)) {
            return ConditionEvaluationResult.enabled("to be run, or to fail");
        }
        String missing =
                needs.property().isEmpty()
                        ? missing(needs.value())
                        : "takes minutes; -D" + needs.property() + "=true runs it";
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the engine has " + needs.value());
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    private static boolean required(NeedsImage needs) {
        if (!needs.property().isEmpty()) {
            return Boolean.getBoolean(needs.property());
        }
        return !needs.optional() && "required".equals(System.getProperty("gatehouse.docker"));
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
