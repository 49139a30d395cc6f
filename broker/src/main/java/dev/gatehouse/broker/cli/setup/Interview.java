package dev.gatehouse.broker.cli.setup;

import dev.gatehouse.broker.credential.source.NewTokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Gathers the answers: from flags, which are checked and not asked again, and else from somebody
/// at the terminal, who is asked until an answer holds.
final class Interview {
    /// How it ended.
    sealed interface End {
        record Complete(Answers answers) implements End {}

        /// @param problems why nothing can be written
        record Stopped(List<String> problems) implements End {}
    }

    private static final End NO_MORE_INPUT =
            new End.Stopped(List.of("the answers ended early; nothing was written"));

    private final Map<Question, String> flags;
    private final Optional<Dialogue> dialogue;
    private final Checks checks;
    private final BrokerUser user;
    private final Consumer<String> notes;

    /// @param dialogue none where nobody is to be asked: then proposals are taken
    /// @param notes gets what the forge said to good answers
    Interview(
            Map<Question, String> flags,
            Optional<Dialogue> dialogue,
            Checks checks,
            BrokerUser user,
            Consumer<String> notes) {
        this.flags = flags;
        this.dialogue = dialogue;
        this.checks = checks;
        this.user = user;
        this.notes = notes;
    }

    End hold() throws IOException {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return new End.Stopped(missing);
        }
        Answers answers = Answers.NONE;
        for (Question question : Question.values()) {
            if (!question.appliesTo(answers)) {
                if (flags.containsKey(question)) {
                    return new End.Stopped(
                            List.of(
                                    question.flag()
                                            + ": the role pushes nothing; leave it out, or take"
                                            + " --role contribute"));
                }
            } else {
                End step = answer(question, answers);
                switch (step) {
                    case End.Stopped _ -> {
                        return step;
                    }
                    case End.Complete(Answers more) -> answers = more;
                }
            }
        }
        return new End.Complete(answers);
    }

    /// What nobody can be asked for, all at once.
    private List<String> missing() {
        return dialogue.isPresent()
                ? List.of()
                : Arrays.stream(Question.values())
                        .filter(question -> !flags.containsKey(question))
                        .filter(question -> question.proposal(Answers.NONE).isEmpty())
                        .map(question ->
                                question.flag()
                                        + " is missing, and there is nobody to ask; give it: "
                                        + question.prompt())
                        .toList();
    }

    private End answer(Question question, Answers before) throws IOException {
        Optional<String> flag = Optional.ofNullable(flags.get(question));
        if (flag.isPresent() || dialogue.isEmpty()) {
            Answers with =
                    before.with(question, flag.or(() -> question.proposal(before)).orElse(""));
            return switch (checks.check(question, with)) {
                case Verdict.Bad bad ->
                        new End.Stopped(
                                bad.problems().stream()
                                        .map(problem -> question.flag() + ": " + problem)
                                        .toList());
                case Verdict.Good good -> complete(with, good);
            };
        }
        return ask(dialogue.get(), question, before);
    }

    private End ask(Dialogue terminal, Question question, Answers before) throws IOException {
        Optional<String> proposal = question.proposal(before);
        String prompt = question.prompt() + proposal.map(it -> " [" + it + "]").orElse("") + ": ";
        while (true) {
            Optional<String> typed = terminal.ask(prompt);
            if (typed.isEmpty()) {
                return NO_MORE_INPUT;
            }
            String answer = typed.get().isBlank() ? proposal.orElse("") : typed.get();
            if (answer.isEmpty()) {
                terminal.say("  this is needed");
                continue;
            }
            Answers with = before.with(question, answer);
            boolean made = question == Question.TOKEN_FILE && makeTokenFile(terminal, with);
            switch (checks.check(question, with)) {
                case Verdict.Good good -> {
                    return complete(with, good);
                }
                case Verdict.Bad bad -> {
                    bad.problems().forEach(problem -> terminal.say("  " + problem));
                    if (made) {
                        Files.delete(Path.of(with.answer(question)));
                        terminal.say("  the file made just now is removed again");
                    }
                }
            }
        }
    }

    private End complete(Answers answers, Verdict.Good good) {
        good.notes().forEach(notes);
        return new End.Complete(answers);
    }

    /// Offers to make the token's file where there is none. The token is typed unseen, and goes
    /// nowhere but there.
    ///
    /// @return whether it was made
    private boolean makeTokenFile(Dialogue terminal, Answers answers) throws IOException {
        Path file = Path.of(answers.answer(Question.TOKEN_FILE));
        if (!file.isAbsolute() || Files.exists(file)) {
            return false;
        }
        Optional<char[]> typed =
                terminal.askHidden(
                        "There is no such file. Type the token to make it (not shown; Enter for no): ");
        if (typed.isEmpty() || typed.get().length == 0) {
            return false;
        }
        Optional<String> defect = NewTokenFile.write(file, typed.get(), user.uid());
        defect.ifPresent(why -> terminal.say("  what was typed " + why));
        return defect.isEmpty();
    }
}
