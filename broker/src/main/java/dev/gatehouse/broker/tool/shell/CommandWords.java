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
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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

    private String problem(List<String> words, ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (command.parent() == null) {
            return "there is no command '" + words.getFirst() + "'; forge help lists yours";
        }
        if (command.parent().parent() == null
                && wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            return noVerb(command.name(), unmatched.getUnmatched().getFirst());
        }
        return words.contains("--jq")
                ? "--jq is jq's own: write --json FIELDS | jq -r 'EXPRESSION'"
                : wrong.getMessage() + "; see " + command.qualifiedName() + " --help";
    }

    private String noVerb(String noun, String verb) {
        String verbs = verbs(noun);
        return "there is no command '%s %s'; ".formatted(noun, verb)
                + (verbs.isEmpty()
                        ? "forge help lists yours"
                        : "there is forge %s %s".formatted(noun, verbs));
    }

    /// What the agent may do with a noun.
    private String verbs(String noun) {
        return tools.of(noun).stream()
                .filter(this::isShown)
                .map(tool -> tool.name().verb())
                .collect(Collectors.joining(" "));
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
            String verbs = verbs(noun);
            if (!verbs.isEmpty()) {
                text.append("  ").append(noun).append(" ".repeat(Math.max(1, 14 - noun.length())));
                text.append(verbs).append('\n');
            }
        }
        return text.append("\nforge NOUN VERB --help shows how; forge help --agent all in short;")
                .append(" forge policy the rules.\n")
                .toString();
    }
}
