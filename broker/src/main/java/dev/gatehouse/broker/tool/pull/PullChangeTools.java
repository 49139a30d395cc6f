package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.GitUrl;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.repository.CommitData;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a pull request changes: its diff, files and commits, and having them at hand.
final class PullChangeTools {
    private static final Parameter PATCH = Parameter.flag("patch", "commit by commit, for git am");
    private static final Parameter FORCE =
            Parameter.flag("force", "over what was checked out before").shortly('f');

    private PullChangeTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("pr", "diff", "Show what a pull request changes")
                        .takes(NUMBER, PATCH)
                        .needs("repoDownloadPullDiffOrPatch")
                        .does(PullChangeTools::diff),
                Tool.read("pr", "files", "List the files a pull request changes")
                        .takes(NUMBER, LIMIT)
                        .needs("repoGetPullRequestFiles")
                        .does(PullChangeTools::files),
                Tool.read("pr", "commits", "List the commits of a pull request")
                        .takes(NUMBER, LIMIT)
                        .needs("repoGetPullRequestCommits")
                        .does(PullChangeTools::commits),
                Tool.read("pr", "checkout", "Check a pull request out, as branch pr-N")
                        .takes(NUMBER, FORCE)
                        .needs("repoGetPullRequest")
                        .besideAgent()
                        .does(PullChangeTools::checkout));
    }

    private static ToolResult diff(ToolCall call) throws ToolFailure {
        String name = Chosen.number(call) + (call.flag(PATCH) ? ".patch" : ".diff");
        String text = call.forge().text(Chosen.target(call, name));
        return ToolResult.of(Forge.object().put("diff", text), new View.Text(text));
    }

    private static ToolResult files(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge()
                        .list(
                                Chosen.target(call, Chosen.number(call), "files"),
                                call.number(LIMIT));
        List<ObjectNode> files = listing.items().stream().map(PullChangeTools::file).toList();
        List<List<String>> rows =
                files.stream()
                        .map(file ->
                                List.of(
                                        file.path("status").asString(),
                                        "+" + file.path("additions").asLong(),
                                        "-" + file.path("deletions").asLong(),
                                        file.path("path").asString()))
                        .toList();
        return listing.result(
                files,
                new View.Table(
                        List.of("STATUS", "ADDED", "DELETED", "PATH"),
                        rows,
                        "it changes no files"));
    }

    private static ObjectNode file(JsonNode file) {
        ObjectNode data = Forge.object();
        data.put("path", file.path("filename").asString(""));
        data.put("previousPath", file.path("previous_filename").asString(""));
        data.put("status", file.path("status").asString(""));
        data.put("additions", file.path("additions").asLong(0));
        data.put("deletions", file.path("deletions").asLong(0));
        return data;
    }

    private static ToolResult commits(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge()
                        .list(
                                Chosen.target(call, Chosen.number(call), "commits")
                                        .with("verification", false)
                                        .with("files", false),
                                call.number(LIMIT));
        return CommitData.result(listing, call.setting().now());
    }

    private static ToolResult checkout(ToolCall call) throws ToolFailure {
        JsonNode pull = Chosen.pull(call);
        ObjectNode data = PullData.of(pull);
        long number = data.path("number").asLong();
        String branch = Chosen.checkoutBranch(number);
        String refspec =
                (call.flag(FORCE) ? "+" : "")
                        + "refs/pull/"
                        + number
                        + "/head:refs/heads/"
                        + branch;
        ToolResult result =
                ToolResult.of(
                                data.put("localBranch", branch),
                                new View.Line(PullData.title(data) + ", as branch " + branch))
                        .then(
                                new Step.Git(List.of("fetch", GitUrl.of(call), refspec)),
                                new Step.Git(List.of("switch", branch)));
        return PullData.isFromBranchHere(pull)
                ? result.noting(
                        "to add commits to it: git push origin HEAD:" + PullData.headBranch(pull))
                : result;
    }
}
