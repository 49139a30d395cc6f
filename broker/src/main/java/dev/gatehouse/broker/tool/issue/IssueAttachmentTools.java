package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.INDEX;

import dev.gatehouse.broker.tool.FileName;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Files attached to issues and to their comments.
final class IssueAttachmentTools {
    private static final Parameter FILES = Parameter.files("file", "files to attach").operand();
    private static final Parameter COMMENT =
            Parameter.number("comment-id", "a comment's, to attach to");
    private static final Parameter NAMES =
            Parameter.texts("name", "which; all, if none is named").optionalOperand().plain();
    private static final Parameter OUTPUT =
            Parameter.text("output", "file to write to; - is stdout").shortly('O');

    private IssueAttachmentTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("issue", "attachments", "List the files attached to an issue")
                        .takes(INDEX)
                        .needs("issueListIssueAttachments", "issueGetComments")
                        .does(IssueAttachmentTools::list),
                Tool.write("issue", "attach", "Attach files to an issue")
                        .takes(INDEX, FILES, COMMENT)
                        .needs("issueCreateIssueAttachment")
                        .besideAgent()
                        .does(IssueAttachmentTools::attach),
                Tool.read("issue", "download", "Download the files attached to an issue")
                        .takes(INDEX, NAMES, OUTPUT)
                        .needs("issueListIssueAttachments", "issueGetComments")
                        .besideAgent()
                        .does(IssueAttachmentTools::download));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        List<ObjectNode> all = attachments(call);
        return ToolResult.of(
                Forge.object().arrayNode().addAll(all),
                AttachmentData.table(all, call.setting().now()));
    }

    private static List<ObjectNode> attachments(ToolCall call) throws ToolFailure {
        Target issue = call.target("issues", call.number(INDEX));
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode attachment : call.forge().get(issue.and("assets"))) {
            all.add(AttachmentData.of(attachment, 0));
        }
        for (JsonNode comment : call.forge().get(issue.and("comments"))) {
            for (JsonNode attachment : comment.path("assets")) {
                all.add(AttachmentData.of(attachment, comment.path("id").asLong(0)));
            }
        }
        return all;
    }

    private static ToolResult attach(ToolCall call) throws ToolFailure {
        if (call.texts(FILES).isEmpty()) {
            throw ToolFailure.usage("name the files: forge issue attach NUMBER FILE...");
        }
        Optional<Long> comment = call.givenNumber(COMMENT);
        Target assets =
                comment.isPresent()
                        ? call.target("issues", "comments", comment.get(), "assets")
                        : call.target("issues", call.number(INDEX), "assets");
        List<Step> uploads = new ArrayList<>();
        ArrayNode data = Forge.object().arrayNode();
        for (String file : call.texts(FILES)) {
            String name = FileName.of(file);
            uploads.add(new Step.Upload(assets.with("name", name).toString(), file));
            data.add(Forge.object().put("file", file).put("name", name));
        }
        return ToolResult.of(data, told("attaching", data)).then(uploads.toArray(new Step[0]));
    }

    private static ToolResult download(ToolCall call) throws ToolFailure {
        List<ObjectNode> chosen = chosen(attachments(call), call.texts(NAMES));
        Optional<String> output = call.given(OUTPUT);
        if (output.isPresent() && chosen.size() != 1) {
            throw ToolFailure.usage(
                    "--output takes one file, and these are "
                            + chosen.size()
                            + ": name the one to download");
        }
        List<Step> downloads = new ArrayList<>();
        ArrayNode data = Forge.object().arrayNode();
        Set<String> taken = new HashSet<>();
        for (ObjectNode attachment : chosen) {
            String plain = AttachmentData.fileName(attachment);
            String free = taken.add(plain) ? plain : attachment.path("id").asLong() + "-" + plain;
            String file = output.orElse(free);
            downloads.add(
                    new Step.Download("/attachments/" + attachment.path("uuid").asString(), file));
            data.add(
                    Forge.object()
                            .put("name", attachment.path("name").asString())
                            .put("file", file));
        }
        return ToolResult.of(data, told("downloading", data)).then(downloads.toArray(new Step[0]));
    }

    /// An attachment that is a link is fetched from elsewhere, where no credential may go.
    private static List<ObjectNode> chosen(List<ObjectNode> all, List<String> names)
            throws ToolFailure {
        List<ObjectNode> here =
                all.stream().filter(one -> !one.path("external").asBoolean()).toList();
        if (names.isEmpty()) {
            return here;
        }
        List<ObjectNode> chosen = new ArrayList<>();
        for (String name : names) {
            List<ObjectNode> found = here.stream().filter(one -> isNamed(one, name)).toList();
            if (found.isEmpty()) {
                throw ToolFailure.forge(
                        "no file '" + name + "' is attached; forge issue attachments lists all");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static boolean isNamed(ObjectNode attachment, String name) {
        return attachment.path("name").asString().equals(name)
                || attachment.path("id").asString().equals(name);
    }

    private static View told(String doing, ArrayNode files) {
        StringJoiner names = new StringJoiner(", ");
        files.forEach(file -> names.add(file.path("file").asString()));
        return new View.Line(files.isEmpty() ? "nothing is attached" : doing + " " + names);
    }
}
