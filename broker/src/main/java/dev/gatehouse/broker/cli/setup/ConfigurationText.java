package dev.gatehouse.broker.cli.setup;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The file that `gatehouse init` writes. Answers are quoted so that whatever they hold stays one
/// value.
final class ConfigurationText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/-]*");
    private static final Pattern WORD_OF_YAML =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");

    private ConfigurationText() {}

    static String of(Answers answers) {
        return answers.mayPush() ? agent(answers) + pushRule(answers) : agent(answers);
    }

    private static String agent(Answers answers) {
        return """
        # Gatehouse, for its first agent; written by `gatehouse init`. All settings with their defaults are
        # in gatehouse.example.yaml of the documentation. After each change: gatehouse config check.
        # A running daemon takes a valid change into force by itself. Secrets never stand in this file.

        # The only host that is ever sent a token.
        forge:
          url: %s

        agents:
          # One entry for each agent. The name is also that of the directory with its socket.
          %s:
            # The forge's user whose token it is. A token of anybody else is not used.
            account: %s
            # Mode 0600, of the broker's user. Watched: a new token is used from the next call on.
            token: { file: %s }
            # Who may call on the socket: the container's user and group, as the host sees them.
            socket: { uid: %s, gid: %s }
            # All that this agent may do; nothing else is permitted.
            grants:
              - repositories: %s
                # `gatehouse policy roles` tells what each holds.
                roles: %s
        """
                .formatted(
                        value(answers, Question.FORGE_URL),
                        value(answers, Question.AGENT),
                        value(answers, Question.ACCOUNT),
                        value(answers, Question.TOKEN_FILE),
                        number(answers, Question.UID),
                        number(answers, Question.GID),
                        values(answers.list(Question.REPOSITORIES)),
                        values(List.of(answers.answer(Question.ROLE))));
    }

    private static String pushRule(Answers answers) {
        return """
                # Which refs it may write, by git and by REST alike.
                push: { branches: %s, create: true, force: false, delete: false }
                # What no commit may change: these files run with the repository's secrets.
                paths: { deny: [".forgejo/workflows/**", ".gitea/workflows/**", ".github/workflows/**"] }
        """
                .formatted(values(answers.list(Question.PUSH_BRANCHES)));
    }

    private static String value(Answers answers, Question question) {
        return quoted(answers.answer(question));
    }

    private static String number(Answers answers, Question question) {
        String answer = answers.answer(question);
        return NUMBER.matcher(answer).matches() ? answer : quoted(answer);
    }

    private static String values(List<String> values) {
        return values.stream()
                .map(ConfigurationText::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (Character.isISOControl(each) || each > 0x7e) {
                quoted.append("\\u%04x".formatted((int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
