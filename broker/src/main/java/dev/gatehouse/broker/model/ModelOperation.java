package dev.gatehouse.broker.model;

import static dev.gatehouse.broker.model.BodyLook.BATCH;
import static dev.gatehouse.broker.model.BodyLook.COMPLETION;
import static dev.gatehouse.broker.model.BodyLook.MODEL_ONLY;
import static dev.gatehouse.broker.model.BodyLook.NONE;
import static dev.gatehouse.broker.model.BodyLook.OPAQUE;
import static dev.gatehouse.broker.model.ModelAllowance.BATCHES;
import static dev.gatehouse.broker.model.ModelAllowance.FILES;
import static dev.gatehouse.broker.model.ModelApi.ANTHROPIC;
import static dev.gatehouse.broker.model.ModelApi.OPENAI;
import static dev.gatehouse.broker.route.HttpMethod.DELETE;
import static dev.gatehouse.broker.route.HttpMethod.GET;
import static dev.gatehouse.broker.route.HttpMethod.POST;

import dev.gatehouse.broker.route.HttpMethod;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every operation a model's socket knows; what is not here is not a route. Sources: the API
/// references named in `docs/model.md`.
public enum ModelOperation {
    MESSAGES_CREATE(
            ANTHROPIC, "messages.create", POST, "/v1/messages", COMPLETION, UsageShape.MESSAGES),
    MESSAGES_COUNT(
            ANTHROPIC, "messages.count_tokens", POST, "/v1/messages/count_tokens", MODEL_ONLY),
    ANTHROPIC_MODELS_LIST(ANTHROPIC, "models.list", GET, "/v1/models", NONE),
    ANTHROPIC_MODELS_GET(ANTHROPIC, "models.get", GET, "/v1/models/{model}", NONE),
    BATCHES_CREATE(ANTHROPIC, "batches.create", POST, "/v1/messages/batches", BATCH, BATCHES),
    BATCHES_LIST(ANTHROPIC, "batches.list", GET, "/v1/messages/batches", NONE, BATCHES),
    BATCHES_GET(ANTHROPIC, "batches.get", GET, "/v1/messages/batches/{id}", NONE, BATCHES),
    BATCHES_RESULTS(
            ANTHROPIC, "batches.results", GET, "/v1/messages/batches/{id}/results", NONE, BATCHES),
    BATCHES_CANCEL(
            ANTHROPIC, "batches.cancel", POST, "/v1/messages/batches/{id}/cancel", NONE, BATCHES),
    BATCHES_DELETE(ANTHROPIC, "batches.delete", DELETE, "/v1/messages/batches/{id}", NONE, BATCHES),
    FILES_CREATE(ANTHROPIC, "files.create", POST, "/v1/files", OPAQUE, FILES),
    FILES_LIST(ANTHROPIC, "files.list", GET, "/v1/files", NONE, FILES),
    FILES_GET(ANTHROPIC, "files.get", GET, "/v1/files/{id}", NONE, FILES),
    FILES_CONTENT(ANTHROPIC, "files.content", GET, "/v1/files/{id}/content", NONE, FILES),
    FILES_DELETE(ANTHROPIC, "files.delete", DELETE, "/v1/files/{id}", NONE, FILES),
    CHAT_CREATE(
            OPENAI,
            "chat.completions.create",
            POST,
            "/v1/chat/completions",
            COMPLETION,
            UsageShape.CHAT),
    RESPONSES_CREATE(
            OPENAI, "responses.create", POST, "/v1/responses", COMPLETION, UsageShape.RESPONSES),
    COMPLETIONS_CREATE(
            OPENAI, "completions.create", POST, "/v1/completions", COMPLETION, UsageShape.CHAT),
    EMBEDDINGS_CREATE(
            OPENAI, "embeddings.create", POST, "/v1/embeddings", MODEL_ONLY, UsageShape.EMBEDDINGS),
    OPENAI_MODELS_LIST(OPENAI, "models.list", GET, "/v1/models", NONE),
    OPENAI_MODELS_GET(OPENAI, "models.get", GET, "/v1/models/{model}", NONE);

    private final ModelApi api;
    private final String id;
    private final HttpMethod method;
    private final String path;
    private final BodyLook body;
    private final UsageShape usage;
    private final @Nullable ModelAllowance allowance;

    ModelOperation(ModelApi api, String id, HttpMethod method, String path, BodyLook body) {
        this(api, id, method, path, body, UsageShape.NONE, null);
    }

    ModelOperation(
            ModelApi api,
            String id,
            HttpMethod method,
            String path,
            BodyLook body,
            UsageShape usage) {
        this(api, id, method, path, body, usage, null);
    }

    ModelOperation(
            ModelApi api,
            String id,
            HttpMethod method,
            String path,
            BodyLook body,
            ModelAllowance allowance) {
        this(api, id, method, path, body, UsageShape.NONE, allowance);
    }

    ModelOperation(
            ModelApi api,
            String id,
            HttpMethod method,
            String path,
            BodyLook body,
            UsageShape usage,
            @Nullable ModelAllowance allowance) {
        this.api = api;
        this.id = id;
        this.method = method;
        this.path = path;
        this.body = body;
        this.usage = usage;
        this.allowance = allowance;
    }

    public ModelApi api() {
        return api;
    }

    /// As in the audit: `messages.create`. One id means one thing within its API.
    public String id() {
        return id;
    }

    public HttpMethod method() {
        return method;
    }

    /// With parameters as `{name}`, each one segment.
    public String path() {
        return path;
    }

    public BodyLook body() {
        return body;
    }

    /// Where the answer tells what was used.
    public UsageShape usage() {
        return usage;
    }

    /// What has to be granted beside the model.
    public Optional<ModelAllowance> allowance() {
        return Optional.ofNullable(allowance);
    }

    /// The query parameters that are sent on.
    public Set<String> query() {
        if (api == OPENAI) {
            return Set.of();
        }
        boolean list = method == GET && !path.contains("{");
        return list ? Set.of("beta", "limit", "before_id", "after_id") : Set.of("beta");
    }
}
