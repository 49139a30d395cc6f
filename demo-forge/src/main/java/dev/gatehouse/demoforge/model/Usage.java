package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// What each answer says that it used, in tokens. `input` counts what was neither read from the
/// cache nor written to it, as Anthropic counts it.
public record Usage(long input, long output, long cacheRead, long cacheWrite) {
    ObjectNode anthropic(long outputSoFar) {
        return Json.object()
                .put("input_tokens", input)
                .put("cache_creation_input_tokens", cacheWrite)
                .put("cache_read_input_tokens", cacheRead)
                .put("output_tokens", outputSoFar);
    }

    /// OpenAI counts all input together.
    ObjectNode chat() {
        ObjectNode usage =
                Json.object()
                        .put("prompt_tokens", allInput())
                        .put("completion_tokens", output)
                        .put("total_tokens", allInput() + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cacheRead);
        return usage;
    }

    ObjectNode responses() {
        ObjectNode usage =
                Json.object()
                        .put("input_tokens", allInput())
                        .put("output_tokens", output)
                        .put("total_tokens", allInput() + output);
        usage.putObject("input_tokens_details").put("cached_tokens", cacheRead);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private long allInput() {
        return input + cacheRead + cacheWrite;
    }
}
