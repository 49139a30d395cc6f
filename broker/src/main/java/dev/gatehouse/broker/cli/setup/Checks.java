package dev.gatehouse.broker.cli.setup;

import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.Problem;
import dev.gatehouse.broker.config.Reading;
import java.io.IOException;
import java.util.List;

/// Checks answers: by the rules of the configuration, whatever the question, and with the forge,
/// where it has a say. Never repeats an answer that the configuration's reader would not.
final class Checks {
    private final Daemon daemon;
    private final BrokerUser user;

    Checks(Daemon daemon, BrokerUser user) {
        this.daemon = daemon;
        this.user = user;
    }

    /// @param answers with the one that is to be checked
    Verdict check(Question question, Answers answers) throws IOException {
        return switch (read(answers)) {
            case Reading.Invalid invalid -> new Verdict.Bad(sentences(invalid.problems()));
            case Reading.Valid valid -> ask(question, valid.configuration());
        };
    }

    /// What works and is hardly meant.
    static List<String> warnings(Answers answers) {
        return switch (read(answers)) {
            case Reading.Invalid invalid -> sentences(invalid.problems());
            case Reading.Valid valid -> sentences(valid.warnings());
        };
    }

    private static Reading read(Answers answers) {
        return ConfigurationFile.reader().read("the answers", ConfigurationText.of(answers));
    }

    private static List<String> sentences(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.message() + "; " + problem.remedy())
                .distinct()
                .toList();
    }

    private Verdict ask(Question question, Configuration configuration) throws IOException {
        return switch (question) {
            case AGENT, ACCOUNT, PUSH_BRANCHES, UID, GID -> Verdict.good();
            case FORGE_URL -> ask(configuration, ForgeWords::version);
            case TOKEN_FILE -> ask(configuration, ForgeWords::token);
            case REPOSITORIES -> ask(configuration, ForgeWords::repositories);
            case ROLE -> ask(configuration, ForgeWords::role);
        };
    }

    private Verdict ask(Configuration configuration, Asked asked) throws IOException {
        try (Daemon.Enquiry enquiry = daemon.enquire(configuration, user.uid())) {
            return asked.of(new ForgeWords(enquiry, configuration, user));
        }
    }

    @FunctionalInterface
    private interface Asked {
        Verdict of(ForgeWords forge) throws IOException;
    }
}
