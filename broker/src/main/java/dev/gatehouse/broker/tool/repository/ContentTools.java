package dev.gatehouse.broker.tool.repository;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Files and history of a repository, without a clone; writing one file is a commit on a branch.
final class ContentTools {
    private static final Parameter PATH = Parameter.text("path", "file or directory").plain();
    private static final Parameter REF =
            Parameter.text("ref", "branch, tag or commit (the default branch)");
    private static final Parameter BASE = Parameter.text("base", "from here").operand().plain();
    private static final Parameter HEAD = Parameter.text("head", "to here").operand().plain();
    private static final Parameter CONTENT =
            Parameter.body("content", "the whole new text").required();
    private static final Parameter BRANCH =
            Parameter.text("branch", "to commit to (the default one)").shortly('B');
    private static final Parameter MESSAGE =
            Parameter.text("message", "message").shortly('m').plain();
    private static final Parameter SHA =
            Parameter.text("sha", "of the file that is replaced (the present one)");

    private ContentTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("repo", "commits", "List commits")
                        .takes(REF.optionalOperand(), PATH, LIMIT)
                        .needs("repoGetAllCommits")
                        .does(ContentTools::commits),
                Tool.read("repo", "contents", "Show a file, or list a directory")
                        .takes(PATH.optionalOperand(), REF)
                        .needs("repoGetContents")
                        .does(ContentTools::contents),
                Tool.read("repo", "compare", "List what HEAD has that BASE has not")
                        .takes(BASE, HEAD)
                        .needs("repoCompareDiff")
                        .does(ContentTools::compare),
                Tool.write("repo", "put-file", "Write a file, as a commit")
                        .takes(PATH.operand(), CONTENT, BRANCH, MESSAGE, SHA)
                        .needs("repoGetContents", "repoCreateFile", "repoUpdateFile")
                        .does(ContentTools::put),
                Tool.destroy("repo", "delete-file", "Delete a file, as a commit")
                        .takes(PATH.operand(), BRANCH, MESSAGE, SHA)
                        .needs("repoGetContents", "repoDeleteFile")
                        .does(ContentTools::delete));
    }

    private static ToolResult commits(ToolCall call) throws ToolFailure {
        Target target =
                call.target("commits")
                        .with("sha", call.given(REF))
                        .with("path", call.given(PATH))
                        .with("stat", false)
                        .with("verification", false)
                        .with("files", false);
        return CommitData.result(
                call.forge().list(target, call.number(LIMIT)), call.setting().now());
    }

    private static ToolResult contents(ToolCall call) throws ToolFailure {
        String path = call.given(PATH).orElse("");
        JsonNode found = call.forge().get(file(call, path).with("ref", call.given(REF)));
        if (found.isArray()) {
            return directory(found);
        }
        ObjectNode data = entry(found);
        Optional<String> text = FileText.of(found);
        text.ifPresent(content -> data.put("content", content));
        String size = found.path("size").asString("0");
        ToolResult result =
                ToolResult.of(
                        data,
                        text.<View>map(View.Text::new)
                                .orElse(
                                        new View.Line(
                                                path + " is no text, of " + size + " bytes")));
        return result.shownAt(found.path("html_url").asString(""));
    }

    private static ToolResult directory(JsonNode found) {
        List<ObjectNode> entries = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode one : found) {
            ObjectNode data = entry(one);
            entries.add(data);
            boolean file = data.path("type").asString().equals("file");
            rows.add(
                    List.of(
                            data.path("type").asString(),
                            file ? data.path("size").asString() : "",
                            data.path("path").asString()));
        }
        return ToolResult.of(
                Forge.object().arrayNode().addAll(entries),
                new View.Table(List.of("TYPE", "BYTES", "PATH"), rows, "nothing is in it"));
    }

    private static ObjectNode entry(JsonNode entry) {
        ObjectNode data = Forge.object();
        data.put("path", entry.path("path").asString(""));
        data.put("type", entry.path("type").asString(""));
        data.put("size", entry.path("size").asLong(0));
        data.put("sha", entry.path("sha").asString(""));
        data.put("url", entry.path("html_url").asString(""));
        return data;
    }

    private static ToolResult compare(ToolCall call) throws ToolFailure {
        String range = call.text(BASE) + "..." + call.text(HEAD);
        JsonNode found = call.forge().get(call.target("compare", range));
        List<ObjectNode> commits = new ArrayList<>();
        found.path("commits").forEach(commit -> commits.add(CommitData.of(commit)));
        List<List<String>> rows = new ArrayList<>();
        ObjectNode data = Forge.object().put("totalCommits", found.path("total_commits").asLong(0));
        data.putArray("commits").addAll(commits);
        for (JsonNode file : found.path("files")) {
            String name = file.path("filename").asString("");
            String status = file.path("status").asString("");
            data.withArray("files").addObject().put("path", name).put("status", status);
            rows.add(List.of(status, name));
        }
        return ToolResult.of(
                data,
                new View.Sequence(
                        List.of(
                                CommitData.table(commits, call.setting().now()),
                                new View.Table(List.of("STATUS", "PATH"), rows, "no files"))));
    }

    private static ToolResult put(ToolCall call) throws ToolFailure {
        String path = call.text(PATH);
        Target target = file(call, path);
        ObjectNode wanted = commit(call).put("content", FileText.encoded(call.text(CONTENT)));
        Optional<String> present = call.given(SHA);
        if (present.isEmpty()) {
            present =
                    call.forge()
                            .find(target.with("ref", call.given(BRANCH)))
                            .map(file -> file.path("sha").asString(""));
        }
        present.ifPresent(sha -> wanted.put("sha", sha));
        JsonNode answer =
                present.isPresent()
                        ? call.forge().put(target, wanted)
                        : call.forge().post(target, wanted);
        ObjectNode data = entry(answer.path("content"));
        return committed(data, answer, (present.isPresent() ? "changed " : "added ") + path);
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        String path = call.text(PATH);
        Target target = file(call, path);
        Optional<String> present = call.given(SHA);
        String sha =
                present.isPresent()
                        ? present.get()
                        : call.forge()
                                .get(target.with("ref", call.given(BRANCH)))
                                .path("sha")
                                .asString("");
        call.forge().delete(target, commit(call).put("sha", sha));
        return ToolResult.of(
                Forge.object().put("path", path).put("deleted", true),
                new View.Line("deleted " + path));
    }

    private static ObjectNode commit(ToolCall call) {
        ObjectNode wanted = Forge.object();
        call.given(BRANCH).ifPresent(name -> wanted.put("branch", name));
        call.given(MESSAGE).ifPresent(text -> wanted.put("message", text));
        return wanted;
    }

    private static ToolResult committed(ObjectNode data, JsonNode answer, String done) {
        String oid = answer.path("commit").path("sha").asString("");
        data.put("commit", oid);
        return ToolResult.of(data, new View.Line(done + ", in commit " + oid))
                .shownAt(data.path("url").asString());
    }

    private static Target file(ToolCall call, String path) {
        Target contents = call.target("contents");
        return path.isEmpty() || path.equals("/") || path.equals(".")
                ? contents
                : contents.file(path.startsWith("/") ? path.substring(1) : path);
    }
}
