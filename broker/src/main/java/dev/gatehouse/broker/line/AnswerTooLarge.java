package dev.gatehouse.broker.line;

import java.io.IOException;

/// The answers of one line are more than a line may hold. Its message is for the agent.
public final class AnswerTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    AnswerTooLarge(int mostBytes) {
        super("more than " + (mostBytes >> 20) + " MiB");
    }
}
