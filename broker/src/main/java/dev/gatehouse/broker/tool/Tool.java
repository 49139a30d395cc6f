package dev.gatehouse.broker.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One thing an agent can get done.
///
/// @param summary one line, as a command: `List issues`
/// @param operations of the forge's API, by id, that it cannot do without
/// @param ofRepository whether it is about one repository
/// @param besideAgent whether its work is done with the agent's own files or git: only the command
///   can do that
/// @param plainName whether its name says all: a model is told no more
public record Tool(
        ToolName name,
        String summary,
        Nature nature,
        boolean ofRepository,
        boolean besideAgent,
        boolean plainName,
        List<Parameter> parameters,
        Set<String> operations,
        Action action) {
    /// What a tool does. It blocks while it waits for the forge.
    @FunctionalInterface
    public interface Action {
        ToolResult run(ToolCall call) throws ToolFailure;
    }

    public Tool {
        parameters = List.copyOf(parameters);
        operations = Set.copyOf(operations);
    }

    public static Definition read(String noun, String verb, String summary) {
        return new Definition(new ToolName(noun, verb), summary, Nature.READ);
    }

    public static Definition write(String noun, String verb, String summary) {
        return new Definition(new ToolName(noun, verb), summary, Nature.WRITE);
    }

    public static Definition destroy(String noun, String verb, String summary) {
        return new Definition(new ToolName(noun, verb), summary, Nature.DESTROY);
    }

    /// A tool that is being defined; about one repository, unless told otherwise.
    public static final class Definition {
        private final ToolName name;
        private final String summary;
        private final Nature nature;
        private final List<Parameter> parameters = new ArrayList<>();
        private Set<String> operations = Set.of();
        private boolean ofRepository = true;
        private boolean besideAgent;
        private boolean plainName;

        private Definition(ToolName name, String summary, Nature nature) {
            this.name = name;
            this.summary = summary;
            this.nature = nature;
        }

        public Definition takes(Parameter... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        public Definition needs(String... operationIds) {
            operations = Set.of(operationIds);
            return this;
        }

        public Definition ofNoRepository() {
            ofRepository = false;
            return this;
        }

        public Definition besideAgent() {
            besideAgent = true;
            return this;
        }

        public Definition plain() {
            plainName = true;
            return this;
        }

        public Tool does(Action action) {
            return new Tool(
                    name,
                    summary,
                    nature,
                    ofRepository,
                    besideAgent,
                    plainName,
                    parameters,
                    operations,
                    action);
        }
    }
}
