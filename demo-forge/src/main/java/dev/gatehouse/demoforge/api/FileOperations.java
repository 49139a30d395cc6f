package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.FileChange;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes files through the API: each call is a commit on `branch`, or on `new_branch` from there.
/// Without `branch` it is the default branch that is written.
final class FileOperations {
    private FileOperations() {}

    static void addTo(Routes<Operation> routes) {
        String contents = "/repos/{owner}/{repo}/contents";
        routes.on("POST", contents, FileOperations::changeMany)
                .on("POST", contents + "/*", call -> changeOne(call, "create", 201))
                .on("PUT", contents + "/*", call -> changeOne(call, "update", 200))
                .on("DELETE", contents + "/*", call -> changeOne(call, "delete", 200));
    }

    private static Answer changeMany(Call call) throws IOException, Refusal {
        Fields body = call.body();
        var changes = new ArrayList<FileChange>();
        for (Fields file : body.objects("files")) {
            String path = file.required("path", "path", "Path");
            String operation = file.required("operation", "operation", "Operation");
            changes.add(change(call, body, file, operation, path));
        }
        String branch = commit(call, body, changes);
        var files = new ArrayList<JsonNode>();
        for (FileChange change : changes) {
            files.add(content(call, branch, change.path()));
        }
        ObjectNode answer = committed(call, branch);
        answer.set("files", Json.array(files));
        return Answer.json(201, answer);
    }

    private static Answer changeOne(Call call, String operation, int status)
            throws IOException, Refusal {
        Fields body = call.body();
        String path = call.parameter("*");
        String branch = commit(call, body, List.of(change(call, body, body, operation, path)));
        ObjectNode answer = committed(call, branch);
        answer.set("content", content(call, branch, path));
        return Answer.json(status, answer);
    }

    private static FileChange change(
            Call call, Fields body, Fields file, String operation, String path)
            throws IOException, Refusal {
        call.needs(Access.WRITE, "user should have a permission to write to this branch");
        if (path.startsWith("/") || ("/" + path + "/").matches(".*/(\\.git|\\.\\.|\\.|)/.*")) {
            throw Refusal.of(422, "path contains a malformed path component [path: " + path + "]");
        }
        BareRepository git = call.repository().git();
        String parent = ContentOperations.branch(git, call.repository(), oldBranch(body));
        mustMatch(git.entry(parent, path), file, operation, path);
        return new FileChange(path, operation.equals("delete") ? null : content(file));
    }

    private static void mustMatch(
            Optional<TreeEntry> present, Fields file, String operation, String path)
            throws Refusal {
        if (operation.equals("create")) {
            if (present.isPresent()) {
                throw Refusal.of(422, "repository file already exists [path: " + path + "]");
            }
            return;
        }
        String given = file.required("sha", "sha", "SHA");
        if (present.isEmpty()) {
            throw Refusal.of(404, "repository file does not exist [path: " + path + "]");
        }
        if (!present.get().id().equals(given)) {
            throw Refusal.of(
                    operation.equals("delete") ? 400 : 409,
                    "sha does not match [given: %s, expected: %s]"
                            .formatted(given, present.get().id()));
        }
    }

    private static Content content(Fields file) throws Refusal {
        try {
            return Content.of(
                    Base64.getDecoder().decode(file.text("content", "content_base64").orElse("")));
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.of(422, "illegal base64 data");
        }
    }

    private static String oldBranch(Fields body) {
        return body.text("branch", "branch_name").orElse(Repository.DEFAULT_BRANCH);
    }

    /// Makes the commit and returns the branch it is on.
    private static String commit(Call call, Fields body, List<FileChange> changes)
            throws IOException, Refusal {
        BareRepository git = call.repository().git();
        String old = oldBranch(body);
        String target = body.text("new_branch", "new_branch_name").orElse(old);
        boolean exists = git.branch(target).isPresent();
        if (!target.equals(old) && exists && !body.flag("force_overwrite_new_branch")) {
            throw Refusal.of(422, "branch already exists [name: " + target + "]");
        }
        String message = body.text("message").orElse("Update " + changes.getFirst().path());
        String parent = ContentOperations.branch(git, call.repository(), old);
        call.writer().write(target, Optional.of(parent), changes, message + "\n");
        PullHeads.follow(call.repository());
        return target;
    }

    private static ObjectNode committed(Call call, String branch) throws IOException, Refusal {
        return new GitViews(call.repository(), call.views().links()).committed(head(call, branch));
    }

    private static String head(Call call, String branch) throws IOException, Refusal {
        return ContentOperations.branch(call.repository().git(), call.repository(), branch);
    }

    /// The file as it is now; a JSON null once it is deleted.
    private static JsonNode content(Call call, String branch, String path)
            throws IOException, Refusal {
        String commit = head(call, branch);
        Optional<TreeEntry> entry = call.repository().git().entry(commit, path);
        return entry.isPresent()
                ? new GitViews(call.repository(), call.views().links())
                        .entry(entry.get(), branch, commit, true)
                : Json.object().nullNode();
    }
}
