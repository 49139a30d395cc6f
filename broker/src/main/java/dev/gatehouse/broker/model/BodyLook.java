package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.json.JsonPaths;

/// What a body is, and so what is looked for in it.
public enum BodyLook {
    /// There is none; one that is sent is not sent on.
    NONE,
    /// JSON that names a model and says how much may be answered.
    COMPLETION(
            "model",
            "models",
            "models[]",
            "fallbacks",
            "fallbacks[]",
            "fallbacks[].model",
            "tools[].model",
            "stream",
            "stream_options.include_usage",
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "n",
            "best_of"),
    /// JSON that names a model.
    MODEL_ONLY(
            "model",
            "models",
            "models[]",
            "fallbacks",
            "fallbacks[]",
            "fallbacks[].model",
            "tools[].model"),
    /// JSON with a list of completions.
    BATCH(
            "requests",
            "requests[]",
            "requests[].params.model",
            "requests[].params.fallbacks",
            "requests[].params.fallbacks[]",
            "requests[].params.fallbacks[].model",
            "requests[].params.tools[].model"),
    /// Anything; sent on as it is.
    OPAQUE;

    @SuppressWarnings("ImmutableEnumChecker") // JsonPaths never changes
    private final JsonPaths paths;

    BodyLook(String... paths) {
        this.paths = JsonPaths.of(paths);
    }

    JsonPaths paths() {
        return paths;
    }

    /// Whether the body has to be JSON, sent with that media type.
    public boolean isJson() {
        return this != NONE && this != OPAQUE;
    }
}
