package dev.gatehouse.broker.tool.repository;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Branches and tags of a repository, without a clone.
final class RefTools {
    private static final Parameter BRANCH = Parameter.text("name", "its name").operand().plain();
    private static final Parameter TAG = Parameter.text("name", "its name").operand().plain();
    private static final Parameter FROM =
            Parameter.text("from", "branch, tag or commit (the default branch)");
    private static final Parameter MESSAGE =
            Parameter.text("message", "message").shortly('m').plain();

    private RefTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("repo", "branches", "List branches")
                        .takes(LIMIT)
                        .needs("repoListBranches")
                        .does(RefTools::branches),
                Tool.read("repo", "tags", "List tags")
                        .takes(LIMIT)
                        .needs("repoListTags")
                        .does(RefTools::tags),
                Tool.write("repo", "create-branch", "Make a branch")
                        .takes(BRANCH, FROM)
                        .needs("repoCreateBranch")
                        .does(RefTools::createBranch),
                Tool.destroy("repo", "delete-branch", "Delete a branch")
                        .takes(BRANCH)
                        .needs("repoDeleteBranch")
                        .does(RefTools::deleteBranch),
                Tool.write("repo", "create-tag", "Make a tag")
                        .takes(TAG, FROM, MESSAGE)
                        .needs("repoCreateTag")
                        .does(RefTools::createTag),
                Tool.destroy("repo", "delete-tag", "Delete a tag")
                        .takes(TAG)
                        .needs("repoDeleteTag")
                        .does(RefTools::deleteTag));
    }

    private static ToolResult branches(ToolCall call) throws ToolFailure {
        Listing listing = call.forge().list(call.target("branches"), call.number(LIMIT));
        List<ObjectNode> branches = listing.items().stream().map(RefTools::branch).toList();
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode branch : branches) {
            rows.add(
                    List.of(
                            branch.path("name").asString(),
                            CommitData.shortened(branch.path("oid").asString()),
                            branch.path("isProtected").asBoolean() ? "protected" : "",
                            Age.of(branch.path("committedAt").asString(), call.setting().now()),
                            branch.path("messageHeadline").asString()));
        }
        return listing.result(
                branches,
                new View.Table(
                        List.of("BRANCH", "COMMIT", "PROTECTED", "WHEN", "TITLE"),
                        rows,
                        "no branches"));
    }

    private static ObjectNode branch(JsonNode branch) {
        JsonNode commit = branch.path("commit");
        ObjectNode data = Forge.object();
        data.put("name", branch.path("name").asString(""));
        data.put("oid", commit.path("id").asString(""));
        data.put("isProtected", branch.path("protected").asBoolean(false));
        data.put("canPush", branch.path("user_can_push").asBoolean(false));
        data.put("committedAt", commit.path("timestamp").asString(""));
        data.put("messageHeadline", CommitData.headline(commit.path("message").asString("")));
        return data;
    }

    private static ToolResult tags(ToolCall call) throws ToolFailure {
        Listing listing = call.forge().list(call.target("tags"), call.number(LIMIT));
        List<ObjectNode> tags = listing.items().stream().map(RefTools::tag).toList();
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode tag : tags) {
            rows.add(
                    List.of(
                            tag.path("name").asString(),
                            CommitData.shortened(tag.path("oid").asString()),
                            CommitData.headline(tag.path("message").asString())));
        }
        return listing.result(
                tags, new View.Table(List.of("TAG", "COMMIT", "MESSAGE"), rows, "no tags"));
    }

    private static ObjectNode tag(JsonNode tag) {
        ObjectNode data = Forge.object();
        data.put("name", tag.path("name").asString(""));
        data.put("oid", tag.path("commit").path("sha").asString(""));
        data.put("message", tag.path("message").asString(""));
        return data;
    }

    private static ToolResult createBranch(ToolCall call) throws ToolFailure {
        ObjectNode wanted = Forge.object().put("new_branch_name", call.text(BRANCH));
        call.given(FROM).ifPresent(ref -> wanted.put("old_ref_name", ref));
        return made(branch(call.forge().post(call.target("branches"), wanted)), "branch");
    }

    private static ToolResult createTag(ToolCall call) throws ToolFailure {
        ObjectNode wanted = Forge.object().put("tag_name", call.text(TAG));
        call.given(FROM).ifPresent(ref -> wanted.put("target", ref));
        call.given(MESSAGE).ifPresent(text -> wanted.put("message", text));
        return made(tag(call.forge().post(call.target("tags"), wanted)), "tag");
    }

    private static ToolResult made(ObjectNode data, String what) {
        return ToolResult.of(
                data,
                new View.Line(
                        "made the "
                                + what
                                + " "
                                + data.path("name").asString()
                                + ", at "
                                + data.path("oid").asString()));
    }

    private static ToolResult deleteBranch(ToolCall call) throws ToolFailure {
        String name = call.text(BRANCH);
        call.forge().delete(call.target("branches").file(name));
        return deleted(name, "branch");
    }

    private static ToolResult deleteTag(ToolCall call) throws ToolFailure {
        String name = call.text(TAG);
        call.forge().delete(call.target("tags").file(name));
        return deleted(name, "tag");
    }

    private static ToolResult deleted(String name, String what) {
        return ToolResult.of(
                Forge.object().put("name", name).put("deleted", true),
                new View.Line("deleted the " + what + " " + name));
    }
}
