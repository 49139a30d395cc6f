package dev.gatehouse.broker;

import dev.gatehouse.broker.cli.setup.Dialogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// An operator at a terminal, whose answers are known before; after the last one, input ends.
final class Script implements Dialogue {
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    final Deque<String> answers = new ArrayDeque<>();
    final Deque<String> hidden = new ArrayDeque<>();
    final List<String> prompts = new ArrayList<>();
    final List<String> said = new ArrayList<>();

    /// Runs when the last answer is given.
    Step atTheEnd = () -> {};

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public Optional<String> ask(String prompt) {
        prompts.add(prompt);
        Optional<String> answer = Optional.ofNullable(answers.poll());
        if (answer.isPresent() && answers.isEmpty()) {
            try {
                atTheEnd.run();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return answer;
    }

    @Override
    public Optional<char[]> askHidden(String prompt) {
        prompts.add(prompt);
        return Optional.ofNullable(hidden.poll()).map(String::toCharArray);
    }
}
