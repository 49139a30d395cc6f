package dev.gatehouse.broker.cli.setup;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is known so far; the rest is held by stand-ins. Immutable.
final class Answers {
    static final Answers NONE = new Answers(new EnumMap<>(Question.class));

    private final Map<Question, String> given;

    private Answers(Map<Question, String> given) {
        this.given = given;
    }

    Answers with(Question question, String answer) {
        Map<Question, String> more = new EnumMap<>(Question.class);
        more.putAll(given);
        more.put(question, answer.strip());
        return new Answers(more);
    }

    String answer(Question question) {
        return given.getOrDefault(question, question.standIn());
    }

    /// The parts of an answer that may have several.
    List<String> list(Question question) {
        String answer = answer(question);
        return answer.equals(Question.NONE)
                ? List.of()
                : Arrays.stream(answer.split("[,\\s]+")).filter(it -> !it.isEmpty()).toList();
    }

    /// Whether the role holds what writes refs.
    boolean mayPush() {
        String role = answer(Question.ROLE);
        return role.equals("contribute") || role.equals("maintain");
    }
}
