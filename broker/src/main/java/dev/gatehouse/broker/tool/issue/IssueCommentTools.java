package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.INDEX;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Comments on issues; a pull request's are the same.
final class IssueCommentTools {
    private static final Parameter COMMENT =
            Parameter.number("comment-id", "the comment's id").operand();

    private IssueCommentTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("issue", "comment", "Comment on an issue")
                        .plain()
                        .takes(INDEX, BODY.required())
                        .needs("issueCreateComment")
                        .does(IssueCommentTools::comment),
                Tool.write("issue", "edit-comment", "Rewrite a comment")
                        .takes(COMMENT, BODY.required())
                        .needs("issueEditComment")
                        .does(IssueCommentTools::edit),
                Tool.destroy("issue", "delete-comment", "Delete a comment")
                        .takes(COMMENT)
                        .needs("issueDeleteComment")
                        .does(IssueCommentTools::delete));
    }

    private static ToolResult comment(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object().put("body", call.text(BODY));
        return told(
                "commented",
                call.forge().post(call.target("issues", call.number(INDEX), "comments"), body));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object().put("body", call.text(BODY));
        return told(
                "edited",
                call.forge().patch(call.target("issues", "comments", call.number(COMMENT)), body));
    }

    private static ToolResult told(String done, JsonNode answer) {
        ObjectNode comment = CommentData.of(answer);
        String url = comment.path("url").asString();
        return ToolResult.of(comment, new View.Line(done + ": " + url)).shownAt(url);
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        long id = call.number(COMMENT);
        call.forge().delete(call.target("issues", "comments", id));
        return ToolResult.of(Forge.object().put("id", id), new View.Line("deleted comment " + id));
    }
}
