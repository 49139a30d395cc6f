package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Percent;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The batch operation: which of these objects are here, and where do they come from or go to.
final class Batch {
    private static final String VERIFY_ACCEPT = "application/vnd.git-lfs+json;q=0.9, */*;q=0.8";

    private final LfsLinks links;
    private final LfsStore store;
    private final String rootUrl;

    Batch(LfsLinks links, String rootUrl) {
        this.links = links;
        this.store = links.store();
        this.rootUrl = rootUrl;
    }

    Answer answer(LfsCall call) throws IOException, LfsRefusal {
        JsonNode body = call.body(400, "Bad Request");
        String operation = body.path("operation").asString("");
        if (!operation.equals("upload") && !operation.equals("download")) {
            throw LfsRefusal.of(400, "Bad Request");
        }
        boolean isUpload = operation.equals("upload");
        Repository repository = call.objects(isUpload ? Access.WRITE : Access.READ);
        var objects = new ArrayList<JsonNode>();
        for (JsonNode object : body.path("objects")) {
            Pointer pointer = Pointer.of(object);
            objects.add(
                    isUpload
                            ? upload(call, repository, pointer)
                            : download(call, repository, pointer));
        }
        ObjectNode document = Json.object();
        document.set("objects", objects.isEmpty() ? null : Json.array(objects));
        return LfsAnswers.json(200, document);
    }

    private JsonNode upload(LfsCall call, Repository repository, Pointer pointer)
            throws IOException {
        Optional<String> problem = problem(repository, pointer);
        if (problem.isPresent()) {
            return error(pointer, 422, problem.get());
        }
        boolean isHere = store.exists(pointer);
        if (isHere && store.find(repository.id(), pointer.oid()).isEmpty()) {
            isHere = isAccessible(call, pointer);
            if (isHere) {
                store.add(repository.id(), pointer);
            }
        }
        ObjectNode view = view(pointer);
        if (!isHere) {
            ObjectNode actions = view.putObject("actions");
            Optional<ObjectStore> elsewhere = links.elsewhere();
            if (elsewhere.isPresent()) {
                actions.putObject("upload")
                        .put("href", elsewhere.get().uploadLink(repository.id(), pointer));
            } else {
                link(
                        call,
                        actions,
                        "upload",
                        "/objects/" + pointer.oid() + "/" + pointer.bytes(),
                        Json.object());
            }
            link(call, actions, "verify", "/verify", Json.object().put("Accept", VERIFY_ACCEPT));
        }
        return view;
    }

    private JsonNode download(LfsCall call, Repository repository, Pointer pointer)
            throws IOException {
        Optional<String> problem = problem(repository, pointer);
        if (problem.isPresent()) {
            return error(pointer, 422, problem.get());
        }
        if (!store.exists(pointer) || store.find(repository.id(), pointer.oid()).isEmpty()) {
            return error(pointer, 404, "Not Found");
        }
        ObjectNode view = view(pointer);
        ObjectNode actions = view.putObject("actions");
        Optional<ObjectStore> elsewhere = links.elsewhere();
        if (elsewhere.isPresent()) {
            actions.putObject("download").put("href", elsewhere.get().downloadLink(pointer));
        } else {
            link(call, actions, "download", "/objects/" + pointer.oid(), Json.object());
        }
        return view;
    }

    private Optional<String> problem(Repository repository, Pointer pointer) {
        if (!pointer.isValid()) {
            return Optional.of("Oid or size are invalid");
        }
        return store.find(repository.id(), pointer.oid())
                .filter(known -> known.bytes() != pointer.bytes())
                .map(known ->
                        "Object %s is not %d bytes".formatted(pointer.oid(), pointer.bytes()));
    }

    /// Whether the account may read a repository that has it: then no upload is asked for.
    private boolean isAccessible(LfsCall call, Pointer pointer) {
        Set<Long> holders = store.holders(pointer.oid());
        call.world().lock().lock();
        try {
            return call.world().repositories().stream()
                    .filter(repository -> holders.contains(repository.id()))
                    .anyMatch(r -> r.accessOf(call.account()).includes(Access.READ));
        } finally {
            call.world().lock().unlock();
        }
    }

    private static ObjectNode view(Pointer pointer) {
        return Json.object().put("oid", pointer.oid()).put("size", pointer.bytes());
    }

    private static JsonNode error(Pointer pointer, int code, String message) {
        ObjectNode view = view(pointer);
        view.putObject("error").put("code", code).put("message", message);
        return view;
    }

    /// The client is told to send the very `Authorization` it came with.
    private void link(
            LfsCall call, ObjectNode actions, String action, String below, ObjectNode header) {
        call.request()
                .header("Authorization")
                .ifPresent(authorization -> header.put("Authorization", authorization));
        String repository =
                Percent.encode(call.owner()) + "/" + Percent.encode(call.repositoryName() + ".git");
        ObjectNode link =
                actions.putObject(action).put("href", rootUrl + repository + "/info/lfs" + below);
        if (!header.isEmpty()) {
            link.set("header", header);
        }
    }
}
