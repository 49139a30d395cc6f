package dev.gatehouse.broker.model;

import java.util.Arrays;
import java.util.Optional;

/// What is granted by a word of its own, on top of the models.
public enum ModelAllowance {
    /// Many calls in one; their tokens cannot be counted, for the answers come later.
    BATCHES("batches"),
    /// Files kept by the API, seen by all who share the key.
    FILES("files");

    private final String word;

    ModelAllowance(String word) {
        this.word = word;
    }

    /// As in `agents.*.model.allow`.
    public String word() {
        return word;
    }

    public static Optional<ModelAllowance> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
