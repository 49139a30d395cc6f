package dev.gatehouse.broker.model;

import java.util.Arrays;
import java.util.Optional;

/// Whose routes, bodies and errors are spoken on a model's socket.
public enum ModelApi {
    ANTHROPIC("anthropic"),
    /// OpenAI's, and that of the many servers that speak alike.
    OPENAI("openai");

    private final String word;

    ModelApi(String word) {
        this.word = word;
    }

    /// The value of `api` in the configuration.
    public String word() {
        return word;
    }

    public static Optional<ModelApi> ofWord(String word) {
        return Arrays.stream(values()).filter(api -> api.word.equals(word)).findFirst();
    }
}
