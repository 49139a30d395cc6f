package dev.gatehouse.broker.model;

import java.util.List;

/// Where an answer tells what was used: paths in the JSON document, or in each event of a stream.
/// Of what is told more than once the most counts; what stands in a list adds up first.
public enum UsageShape {
    /// The answer uses no tokens, or does not tell.
    NONE(false, List.of(), List.of(), List.of(), List.of()),
    /// `message_start` tells below `message`, `message_delta` and an unstreamed answer at the top.
    /// What an advisor or a compaction used stands in `iterations` only; these hold the rest too.
    MESSAGES(
            false,
            List.of(
                    "usage.input_tokens",
                    "message.usage.input_tokens",
                    "usage.iterations[].input_tokens"),
            List.of("usage.output_tokens", "usage.iterations[].output_tokens"),
            List.of(
                    "usage.cache_read_input_tokens",
                    "message.usage.cache_read_input_tokens",
                    "usage.iterations[].cache_read_input_tokens"),
            List.of(
                    "usage.cache_creation_input_tokens",
                    "message.usage.cache_creation_input_tokens",
                    "usage.iterations[].cache_creation_input_tokens")),
    /// Also of legacy completions. A stream tells in its last event, where it was asked to.
    CHAT(
            true,
            List.of("usage.prompt_tokens"),
            List.of("usage.completion_tokens"),
            List.of("usage.prompt_tokens_details.cached_tokens"),
            List.of()),
    /// A stream tells in `response.completed`, `.incomplete` or `.failed`.
    RESPONSES(
            true,
            List.of("usage.input_tokens", "response.usage.input_tokens"),
            List.of("usage.output_tokens", "response.usage.output_tokens"),
            List.of(
                    "usage.input_tokens_details.cached_tokens",
                    "response.usage.input_tokens_details.cached_tokens"),
            List.of()),
    /// Nothing but input.
    EMBEDDINGS(true, List.of("usage.prompt_tokens"), List.of(), List.of(), List.of());

    private final boolean inputHoldsCached;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> input;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> output;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> cacheRead;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> cacheWrite;

    UsageShape(
            boolean inputHoldsCached,
            List<String> input,
            List<String> output,
            List<String> cacheRead,
            List<String> cacheWrite) {
        this.inputHoldsCached = inputHoldsCached;
        this.input = input;
        this.output = output;
        this.cacheRead = cacheRead;
        this.cacheWrite = cacheWrite;
    }

    /// Whether the input counts what was read from the cache too.
    public boolean inputHoldsCached() {
        return inputHoldsCached;
    }

    public List<String> input() {
        return input;
    }

    /// Once one of these is told, the usage is complete. Empty: there is no output.
    public List<String> output() {
        return output;
    }

    public List<String> cacheRead() {
        return cacheRead;
    }

    public List<String> cacheWrite() {
        return cacheWrite;
    }
}
