package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.GitUrl;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Opens a pull request, or brings one up to date, by a push to `refs/for/BASE`. It needs no branch
/// on the forge; title and description hold for a new one, and are the first commit's where they
/// are left out.
final class AgitPush {
    private AgitPush() {}

    static ToolResult result(
            ToolCall call, String base, Optional<String> title, Optional<String> description)
            throws ToolFailure {
        String topic =
                call.setting()
                        .branch()
                        .orElseThrow(() ->
                                ToolFailure.usage(
                                        "a push for review is named after the branch that is checked"
                                                + " out, and none is: git switch -c NAME"));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("push", GitUrl.of(call), "HEAD:refs/for/" + base));
        arguments.addAll(List.of("-o", "topic=" + option(topic)));
        title.ifPresent(text -> arguments.addAll(List.of("-o", "title=" + option(text))));
        description.ifPresent(
                text -> arguments.addAll(List.of("-o", "description=" + option(text))));
        ObjectNode data = Forge.object().put("baseRefName", base).put("topic", topic);
        String line = "pushing HEAD for review onto " + base + ", as topic " + topic;
        return ToolResult.of(data, new View.Line(line)).then(new Step.Git(arguments));
    }

    /// git takes no line breaks in an option; Forgejo reads Base64 where it is told so.
    private static String option(String text) {
        return text.indexOf('\n') < 0 && !text.startsWith("{base64}")
                ? text
                : "{base64}"
                        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
