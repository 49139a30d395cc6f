package dev.gatehouse.broker.relay.answer;

import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.LfsObject;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forgejo's answer to an LFS batch, written anew. Forgejo copies the request's Authorization into
/// every action (its `services/lfs/server.go`, buildObjectResponse), so no header of it is kept,
/// and each address becomes one of this broker, in the same repository, for the same object.
///
/// @param route the batch that is answered
/// @param host as the client calls this broker
/// @param mostBytes of an object that the agent may bring: what is larger is refused here, since
///   git-lfs shows no reason for an upload that is refused, and tries it again
/// @param elsewhere remembers where another host keeps an object, and says whether it may
public record LfsBatchAnswer(
        Router router,
        ForgeOrigin origin,
        Route.Lfs route,
        String host,
        long mostBytes,
        BiPredicate<String, String> elsewhere) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNPROCESSABLE = 422;

    /// What an answer may tell a client to do with an object.
    private enum Action {
        DOWNLOAD(LfsCall.DOWNLOAD, "GET"),
        UPLOAD(LfsCall.UPLOAD, "PUT"),
        VERIFY(LfsCall.VERIFY, "POST");

        private final LfsCall call;
        private final String method;

        Action(LfsCall call, String method) {
            this.call = call;
            this.method = method;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @return none where Forgejo's answer is not one to a batch
    public Optional<byte[]> rewrite(byte[] answer) {
        JsonNode batch;
        try {
            batch = JSON.readTree(answer);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        JsonNode objects = batch.path("objects");
        if (!objects.isArray() && !objects.isNull()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("transfer", "basic");
            json.writeArrayPropertyStart("objects");
            for (JsonNode object : objects) {
                object(json, object);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Optional.of(bytes.toByteArray());
    }

    private void object(JsonGenerator json, JsonNode object) {
        String oid = object.path("oid").asString("");
        if (!LfsObject.isOid(oid)) {
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("oid", oid);
        json.writeNumberProperty("size", object.path("size").asLong(0));
        JsonNode error = object.path("error");
        if (error.isObject()) {
            error(
                    json,
                    error.path("code").asInt(UNPROCESSABLE),
                    error.path("message").asString(""));
        } else {
            if (object.path("actions").has("upload") && object.path("size").asLong(0) > mostBytes) {
                error(
                        json,
                        UNPROCESSABLE,
                        "gatehouse: the object is larger than "
                                + mostBytes
                                + " bytes; an operator can raise limits.pack of this agent");
                json.writeEndObject();
                return;
            }
            // None: an upload that Forgejo has already.
            if (object.path("actions").isObject()) {
                actions(json, oid, object.path("actions"));
            }
        }
        json.writeEndObject();
    }

    private void actions(JsonGenerator json, String oid, JsonNode actions) {
        for (Action action : Action.values()) {
            JsonNode given = actions.path(action.word());
            if (given.isObject() && target(action, oid, given) == null) {
                error(
                        json,
                        UNPROCESSABLE,
                        "gatehouse: Forgejo keeps this object on a host that the broker does not know; ask the operator");
                return;
            }
        }
        json.writeBooleanProperty("authenticated", true);
        json.writeObjectPropertyStart("actions");
        for (Action action : Action.values()) {
            String target = target(action, oid, actions.path(action.word()));
            if (target != null) {
                json.writeObjectPropertyStart(action.word());
                json.writeStringProperty("href", "http://" + host + target);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    /// The path of an action, if it leads to this repository and this object, or to a host that may
    /// keep it.
    private @Nullable String target(Action action, String oid, JsonNode given) {
        String href = given.path("href").asString("");
        if (action == Action.DOWNLOAD && elsewhere.test(oid, href)) {
            return new GitAddress(route.repository(), false).path() + "/info/lfs/objects/" + oid;
        }
        return origin.path(href)
                .flatMap(path ->
                        router.route(action.method, path) instanceof Routing.Routed(Route.Lfs lfs)
                                ? Optional.of(lfs)
                                : Optional.empty())
                .filter(lfs ->
                        lfs.call() == action.call && lfs.repository().equals(route.repository()))
                .filter(lfs -> lfs.object().map(LfsObject::oid).orElse(oid).equals(oid))
                .map(Route.Lfs::target)
                .orElse(null);
    }

    private static void error(JsonGenerator json, int code, String message) {
        json.writeObjectPropertyStart("error");
        json.writeNumberProperty("code", code);
        json.writeStringProperty("message", message);
        json.writeEndObject();
    }
}
