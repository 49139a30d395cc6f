package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.Printer;
import dev.gatehouse.broker.tool.Remotes;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.ToolUse;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.protocol.Refusal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `tools/list` and `tools/call`.
record ToolAnswers(Desk desk) {
    Answer list(OwnCall call) {
        ObjectNode result = Forge.object();
        ArrayNode tools = result.putArray("tools");
        Optional<String> repository = desk.defaultRepository(call.agent().name());
        ToolGroup.of(desk.shown(call.agent().name()))
                .forEach(group -> tools.add(group.definition(repository)));
        return new Answer.Result(result);
    }

    /// All tools are known here, as a refusal says more than that there is no such tool.
    Answer call(
            OwnCall call, Supplier<ForgeLine> line, JsonNode params, Consumer<String> progress) {
        String name = params.path("name").asString("");
        Optional<ToolGroup> group =
                ToolGroup.of(desk.tools().all()).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst();
        if (group.isEmpty()) {
            return Answer.invalid("Unknown tool: " + Printer.clean(name));
        }
        JsonNode given = params.path("arguments");
        Optional<Tool> tool = group.get().tool(given.path(ToolGroup.ACTION).asString(""));
        if (tool.isEmpty()) {
            return failed(
                    "which action? There is "
                            + String.join(
                                    ", ",
                                    group.get().tools().stream()
                                            .map(one -> one.name().verb())
                                            .toList()));
        }
        return use(call, line, tool.get(), given, progress);
    }

    private Answer use(
            OwnCall call,
            Supplier<ForgeLine> line,
            Tool tool,
            JsonNode given,
            Consumer<String> progress) {
        try {
            Optional<RepositoryName> repository = repository(call, tool, given);
            Optional<Refusal> refusal =
                    desk.permissions().refusal(call.agent().name(), tool, repository);
            if (refusal.isPresent()) {
                return new Answer.Failed(refusal, words(refusal.get()));
            }
            ToolUse use =
                    new ToolUse(
                            tool, repository, GivenArguments.read(tool, given), desk.setting(call));
            return shown(use.run(line.get(), progress));
        } catch (ToolFailure failure) {
            return failed(failure.text());
        }
    }

    private Optional<RepositoryName> repository(OwnCall call, Tool tool, JsonNode given)
            throws ToolFailure {
        if (!tool.ofRepository()) {
            return Optional.empty();
        }
        String named =
                given.path(ToolGroup.REPOSITORY)
                        .asString(desk.defaultRepository(call.agent().name()).orElse(""));
        if (named.isEmpty()) {
            throw ToolFailure.usage("which repository? Give OWNER/REPO as 'repository'");
        }
        return Optional.of(Remotes.named(named));
    }

    private static Answer shown(ToolResult result) {
        StringBuilder text = new StringBuilder(text(result));
        result.note().ifPresent(note -> text.append("\nnote: ").append(note));
        for (Step step : result.steps()) {
            text.append("\nnow run: ").append(command(step));
        }
        return Answer.tool(text.toString(), result.data());
    }

    static String text(ToolResult result) {
        return new Printer(OptionalInt.empty(), false).print(result.view()).stripTrailing();
    }

    /// What only the agent's side can do, as a command.
    private static String command(Step step) {
        return switch (step) {
            case Step.Git git ->
                    "git "
                            + git.arguments().stream()
                                    .map(ToolAnswers::quoted)
                                    .collect(Collectors.joining(" "));
            case Step.Upload upload ->
                    "forge api "
                            + upload.path()
                            + " --form "
                            + quoted("attachment=@" + upload.file());
            case Step.Download download ->
                    "forge api " + download.path() + " > " + quoted(download.file());
        };
    }

    /// For a shell.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static Answer failed(String text) {
        return new Answer.Failed(Optional.empty(), Printer.clean(text));
    }

    static String words(Refusal refusal) {
        return "refused ("
                + refusal.code().word()
                + "): "
                + refusal.detail()
                + "\nrule: "
                + refusal.rule()
                + "\nremedy: "
                + refusal.remedy()
                + "\nretry: "
                + refusal.code().retry().word();
    }
}
