package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.ModelFacts;
import dev.gatehouse.broker.model.ModelOperation;

/// The most tokens a call can use. A token stands for at least one byte, so the bytes of the body
/// bound the input.
public record TokenBound(long input, long output) {
    /// What a call may answer that does not say: as much as any model does.
    public static final long UNSAID_OUTPUT = 128_000;

    public static final TokenBound NOTHING = new TokenBound(0, 0);

    public TokenBound {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("tokens are counted from 0");
        }
    }

    /// @param bodyBytes of the whole body, where its length was announced; else those read so far
    public static TokenBound of(ModelOperation operation, ModelFacts facts, long bodyBytes) {
        return switch (operation.body()) {
            case COMPLETION ->
                    new TokenBound(
                            bodyBytes, facts.mostOutput().orElse(UNSAID_OUTPUT) * facts.choices());
            case MODEL_ONLY, BATCH ->
                    operation.usage().input().isEmpty() ? NOTHING : new TokenBound(bodyBytes, 0);
            case NONE, OPAQUE -> NOTHING;
        };
    }

    public long total() {
        return input + output;
    }
}
