package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Setting;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolName;
import dev.gatehouse.broker.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Understands what an agent wrote behind `forge`.
final class CommandWords {
    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST_WIDTH = 55;

    /// What the words mean.
    sealed interface Meaning {
        /// A page of help.
        record Page(String text) implements Meaning {}

        record Wrong(String problem) implements Meaning {}

        record Use(Parsed parsed) implements Meaning {}
    }

    private final Toolbox tools;
    private final Permissions permissions;
    private final AgentName agent;
    private final Setting setting;
    private final int width;

    CommandWords(
            Toolbox tools,
            Permissions permissions,
            AgentName agent,
            Setting setting,
            OptionalInt width) {
        this.tools = tools;
        this.permissions = permissions;
        this.agent = agent;
        this.setting = setting;
        this.width = Math.max(NARROWEST_WIDTH, width.orElse(USUAL_WIDTH));
    }

    Meaning understand(List<String> written) {
        List<String> words = GhWords.translate(written);
        if (words.equals(List.of("help", "--agent"))) {
            List<Tool> permitted = permissions.permitted(agent, tools);
            return new Meaning.Page(AgentGuide.of(agent, setting, permissions, permitted));
        }
        if (words.isEmpty() || words.equals(List.of("help"))) {
            return new Meaning.Page(overview());
        }
        if (words.getFirst().equals("help")) {
            words = new ArrayList<>(words.subList(1, words.size()));
            words.add(Grammar.HELP);
        }
        CommandSpec spec = Grammar.of(tools, words, this::isShown);
        try {
            ParseResult result = new CommandLine(spec).parseArgs(words.toArray(String[]::new));
            while (result.hasSubcommand()) {
                result = result.subcommand();
            }
            return meaning(result);
        } catch (ParameterException wrong) {
            return new Meaning.Wrong(problem(words, wrong));
        }
    }

    private boolean isShown(Tool tool) {
        return !permissions.places(agent, tool).isEmpty();
    }

    private static String problem(List<String> words, ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (command.parent() == null) {
            return "there is no command '" + words.getFirst() + "'; forge help lists yours";
        }
        return words.contains("--jq")
                ? "--jq is jq's own: write --json FIELDS | jq -r 'EXPRESSION'"
                : wrong.getMessage() + "; see " + command.qualifiedName() + " --help";
    }

    private Meaning meaning(ParseResult result) {
        CommandSpec spec = result.commandSpec();
        boolean verb = spec.parent() != null && spec.parent().parent() != null;
        if (!verb || result.isUsageHelpRequested()) {
            spec.usageMessage().width(width);
            return new Meaning.Page(spec.commandLine().getUsageMessage(Ansi.OFF));
        }
        ToolName name = new ToolName(spec.parent().name(), spec.name());
        return new Meaning.Use(new Parsed(tools.find(name).orElseThrow(), result));
    }

    /// What the agent may do: a line for each noun.
    private String overview() {
        StringBuilder text = new StringBuilder();
        text.append("What agent ").append(agent).append(" may do with forge:\n\n");
        for (String noun : tools.nouns()) {
            StringJoiner verbs = new StringJoiner(" ");
            tools.of(noun).stream()
                    .filter(this::isShown)
                    .forEach(tool -> verbs.add(tool.name().verb()));
            if (verbs.length() > 0) {
                text.append("  ").append(noun).append(" ".repeat(Math.max(1, 14 - noun.length())));
                text.append(verbs).append('\n');
            }
        }
        return text.append("\nforge NOUN VERB --help shows how; forge help --agent all in short;")
                .append(" forge policy the rules.\n")
                .toString();
    }
}
