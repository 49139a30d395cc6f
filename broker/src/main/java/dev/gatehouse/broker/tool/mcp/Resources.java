package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.Arguments;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolName;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.ToolUse;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.protocol.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `forgejo://OWNER/REPO/issues/1` and the like: what a tool shows, to be read by its address.
record Resources(Desk desk) {
    private static final String SCHEME = "forgejo://";
    private static final Pattern ADDRESS =
            Pattern.compile("forgejo://([^/]+)/([^/]+)(?:/([a-z]+)/(.+))?");
    private static final Kind REPOSITORY =
            new Kind("", "", "A repository", new ToolName("repo", "view"));

    /// @param folder of its addresses
    /// @param what the name of the variable that says which one
    private record Kind(String folder, String what, String title, ToolName tool) {
        String template() {
            return SCHEME
                    + "{owner}/{repo}"
                    + (folder.isEmpty() ? "" : "/" + folder + "/{" + what + "}");
        }
    }

    private static final List<Kind> KINDS =
            List.of(
                    REPOSITORY,
                    new Kind("issues", "number", "An issue", new ToolName("issue", "view")),
                    new Kind("pulls", "number", "A pull request", new ToolName("pr", "view")),
                    new Kind("releases", "tag", "A release", new ToolName("release", "view")),
                    new Kind("wiki", "page", "A page of the wiki", new ToolName("wiki", "view")),
                    new Kind("contents", "+path", "A file", new ToolName("repo", "contents")));

    /// The repositories that grants name in full.
    Answer list(OwnCall call) {
        ObjectNode result = Forge.object();
        ArrayNode resources = result.putArray("resources");
        tool(call, REPOSITORY)
                .ifPresent(tool ->
                        desk.permissions().places(call.agent().name(), tool).stream()
                                .filter(RepositoryPattern::isLiteral)
                                .forEach(place ->
                                        resources
                                                .addObject()
                                                .put("uri", SCHEME + place)
                                                .put("name", place.toString())
                                                .put("mimeType", "text/markdown")));
        return new Answer.Result(result);
    }

    Answer templates(OwnCall call) {
        ObjectNode result = Forge.object();
        ArrayNode templates = result.putArray("resourceTemplates");
        for (Kind kind : KINDS) {
            tool(call, kind)
                    .ifPresent(tool ->
                            templates
                                    .addObject()
                                    .put("uriTemplate", kind.template())
                                    .put("name", kind.title())
                                    .put("mimeType", "text/markdown"));
        }
        return new Answer.Result(result);
    }

    Answer read(OwnCall call, Supplier<ForgeLine> line, String uri) {
        Matcher matcher = ADDRESS.matcher(uri);
        if (!matcher.matches()
                || !RepositoryName.isSegment(matcher.group(1))
                || !RepositoryName.isSegment(matcher.group(2))) {
            return Answer.invalid("no address of a resource: write forgejo://OWNER/REPO/issues/1");
        }
        String folder = matcher.group(3) == null ? "" : matcher.group(3);
        Optional<Tool> tool =
                KINDS.stream()
                        .filter(kind -> kind.folder().equals(folder))
                        .findFirst()
                        .flatMap(kind -> desk.tools().find(kind.tool()));
        if (tool.isEmpty()) {
            return Answer.invalid("there is no resource in '" + folder + "'");
        }
        RepositoryName repository = new RepositoryName(matcher.group(1), matcher.group(2));
        Optional<Refusal> refusal =
                desk.permissions()
                        .refusal(call.agent().name(), tool.get(), Optional.of(repository));
        if (refusal.isPresent()) {
            return new Answer.Failed(refusal, ToolAnswers.words(refusal.get()));
        }
        try {
            String which =
                    matcher.group(4) == null
                            ? ""
                            : URLDecoder.decode(matcher.group(4), StandardCharsets.UTF_8);
            ToolResult result =
                    new ToolUse(
                                    tool.get(),
                                    Optional.of(repository),
                                    arguments(tool.get(), which),
                                    desk.setting(call))
                            .run(line.get(), text -> {});
            return contents(uri, ToolAnswers.text(result));
        } catch (ToolFailure | IllegalArgumentException failure) {
            return Answer.invalid(String.valueOf(failure.getMessage()));
        }
    }

    /// With the comments, where there are some.
    private static Arguments arguments(Tool tool, String which) throws ToolFailure {
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : tool.parameters()) {
            if (parameter.isOperand() && !which.isEmpty() && values.isEmpty()) {
                values.put(parameter.name(), value(parameter, which));
            } else if (parameter.name().equals("comments")) {
                values.put(parameter.name(), true);
            }
        }
        return new Arguments(values);
    }

    private static Object value(Parameter parameter, String which) throws ToolFailure {
        if (parameter.kind() != Parameter.Kind.NUMBER) {
            return which;
        }
        try {
            return Long.parseUnsignedLong(which);
        } catch (NumberFormatException notOne) {
            throw ToolFailure.usage("'" + which + "' is no number");
        }
    }

    private static Answer contents(String uri, String text) {
        ObjectNode result = Forge.object();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", "text/markdown")
                .put("text", text);
        return new Answer.Result(result);
    }

    private Optional<Tool> tool(OwnCall call, Kind kind) {
        return desk.tools()
                .find(kind.tool())
                .filter(tool -> !desk.permissions().places(call.agent().name(), tool).isEmpty());
    }
}
