package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.Optional;
import java.util.function.Consumer;

/// A tool, and what it is used on and with.
///
/// @param repository none for a tool that is about none
public record ToolUse(
        Tool tool, Optional<RepositoryName> repository, Arguments arguments, Setting setting) {
    /// Blocks while it waits for the forge.
    ///
    /// @param line is the agent's; it is closed when the result has been shown
    /// @param progress hears lines of text meanwhile
    public ToolResult run(ForgeLine line, Consumer<String> progress) throws ToolFailure {
        return tool.action()
                .run(
                        new ToolCall(
                                new Forge(line, setting.account()),
                                repository,
                                arguments,
                                setting,
                                progress));
    }
}
