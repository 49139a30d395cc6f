package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.json.JsonPaths;
import java.util.List;
import java.util.stream.Stream;

/// What a body is, and so what is looked for in it.
public enum BodyLook {
    /// There is none; one that is sent is not sent on.
    NONE,
    /// JSON that names a model and says how much may be answered.
    COMPLETION(
            with(
                    Words.MODELS,
                    "stream",
                    "stream_options.include_usage",
                    "max_tokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "n",
                    "best_of")),
    /// JSON that names a model.
    MODEL_ONLY(Words.MODELS),
    /// JSON with a list of completions.
    BATCH(
            with(
                    Words.MODELS.stream().map(path -> "requests[].params." + path).toList(),
                    "requests",
                    "requests[]")),
    /// Anything; sent on as it is.
    OPAQUE;

    @SuppressWarnings("ImmutableEnumChecker") // JsonPaths never changes
    private final JsonPaths paths;

    BodyLook() {
        this(List.of());
    }

    BodyLook(List<String> paths) {
        this.paths = JsonPaths.of(paths.toArray(String[]::new));
    }

    private static List<String> with(List<String> paths, String... more) {
        return Stream.concat(paths.stream(), Stream.of(more)).toList();
    }

    /// Where a body can name a model: in `fallbacks`, one that answers when the first does not; in
    /// `tools`, one that advises it; in the others, as servers that stand before several do.
    private static final class Words {
        static final List<String> MODELS =
                List.of(
                        "model",
                        "models",
                        "models[]",
                        "fallbacks",
                        "fallbacks[]",
                        "fallbacks[].model",
                        "tools[].model",
                        "tools[].parameters.model",
                        "preset",
                        "context_window_fallbacks",
                        "content_policy_fallbacks");
    }

    JsonPaths paths() {
        return paths;
    }

    /// Whether the body has to be JSON, sent with that media type.
    public boolean isJson() {
        return this != NONE && this != OPAQUE;
    }
}
