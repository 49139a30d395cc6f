package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Setting;
import dev.gatehouse.broker.tool.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `forge help --agent`: what this agent may do here, ready for an agent's instructions. Short, as
/// whoever reads it pays for each word: 1,500 tokens at most.
final class AgentGuide {
    private AgentGuide() {}

    /// @param shown the tools that are permitted, by name
    static String of(AgentName agent, Setting setting, Permissions permissions, List<Tool> shown) {
        StringBuilder text = new StringBuilder();
        text.append("# The forge\n\n")
                .append("You work on ")
                .append(setting.forgeUrl())
                .append(" as `")
                .append(setting.account())
                .append(
                        "`, with `forge` and plain `git`. There is no token here and none is needed:"
                                + " a broker adds it. Do not look for one.\n\n## What you may do\n\n");
        permissions.grants(agent).forEach(grant -> text.append(line(grant)).append('\n'));
        text.append("\n## Commands\n\n");
        byNoun(shown)
                .forEach((noun, verbs) ->
                        text.append("- `forge ")
                                .append(noun)
                                .append("` ")
                                .append(String.join(", ", verbs))
                                .append('\n'));
        text.append(
                """

                `forge NOUN VERB --help` shows the options. In a clone the repository is known; else \
                `-R OWNER/REPO`. `--json FIELDS` prints data. Long texts: `-F FILE`, or `-F -` for \
                standard input. All else of the API: `forge api PATH`.

                ## When something is refused

                A refusal names the rule and a remedy. It is final: the same call, another tool or \
                another way will be refused too. Report it, with the remedy, and go on with what you \
                may do. Exit status: 1 the forge said no, 2 wrong usage, 3 refused, 4 not reachable, \
                5 the credential is dead (tell the operator; do nothing else), 6 a limit: wait.
                """);
        return text.toString();
    }

    private static String line(Grant grant) {
        StringBuilder line = new StringBuilder("- ");
        line.append(
                grant.repositories().stream()
                        .map(pattern -> "`" + pattern + "`")
                        .collect(Collectors.joining(", ")));
        List<String> gives = new ArrayList<>();
        grant.roles().stream().sorted().map(Role::word).forEach(gives::add);
        if (!grant.allow().isEmpty()) {
            gives.add("and " + grant.allow().stream().sorted().collect(Collectors.joining(", ")));
        }
        line.append(": ").append(String.join(", ", gives));
        if (!grant.deny().isEmpty()) {
            line.append("; never ")
                    .append(grant.deny().stream().sorted().collect(Collectors.joining(", ")));
        }
        PushRule push = grant.push();
        if (!push.branches().isEmpty()) {
            line.append("; push to ").append(words(push.branches()));
            line.append(push.force() ? ", force too" : ", never by force");
            line.append(push.delete() ? ", may delete them" : "");
        }
        if (!push.tags().isEmpty()) {
            line.append("; tags ").append(words(push.tags()));
        }
        return line.toString();
    }

    private static String words(List<?> patterns) {
        return patterns.stream()
                .map(pattern -> "`" + pattern + "`")
                .collect(Collectors.joining(", "));
    }

    private static Map<String, List<String>> byNoun(List<Tool> shown) {
        Map<String, List<String>> nouns = new LinkedHashMap<>();
        for (Tool tool : shown) {
            nouns.computeIfAbsent(tool.name().noun(), noun -> new ArrayList<>())
                    .add(tool.name().verb());
        }
        return nouns;
    }
}
