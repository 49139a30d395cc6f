package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One use of a tool. The values fit its parameters: whoever made it has checked that.
///
/// @param progress hears lines of text while the tool runs
public record ToolCall(
        Forge forge,
        Optional<RepositoryName> on,
        Arguments arguments,
        Setting setting,
        Consumer<String> progress) {
    /// Tells whoever waits how far it is, where it takes long.
    public void tell(String text) {
        progress.accept(text);
    }

    /// @throws IllegalStateException where the tool is not about a repository
    public RepositoryName repository() {
        return on.orElseThrow(() -> new IllegalStateException("this tool is about no repository"));
    }

    /// What is below the repository in the API: `repos/OWNER/REPO/...`.
    public Target target(Object... segments) {
        RepositoryName name = repository();
        return Target.of("repos", name.owner(), name.name()).and(segments);
    }

    /// Of a required parameter, or one with a fallback.
    public String text(Parameter parameter) {
        return given(parameter)
                .or(parameter::fallback)
                .orElseThrow(() -> new IllegalStateException(parameter.name() + " is not there"));
    }

    public Optional<String> given(Parameter parameter) {
        return arguments.text(parameter);
    }

    /// Of a required parameter, or one with a fallback.
    public long number(Parameter parameter) {
        return givenNumber(parameter)
                .or(() -> parameter.fallback().map(Long::parseLong))
                .orElseThrow(() -> new IllegalStateException(parameter.name() + " is not there"));
    }

    public Optional<Long> givenNumber(Parameter parameter) {
        return arguments.number(parameter);
    }

    public boolean flag(Parameter parameter) {
        return arguments.flag(parameter);
    }

    public List<String> texts(Parameter parameter) {
        return arguments.texts(parameter);
    }

    /// The account meant: `@me` is the agent's own.
    public String account(String written) {
        return written.equals("@me") ? setting.account() : written;
    }
}
