package dev.gatehouse.broker.model.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.model.UsageShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageReaderTest {
    private static final TokenBound BOUND = new TokenBound(1_000, 50);

    private static final String STREAMED_MESSAGES =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":25,"cache_creation_input_tokens":7,"cache_read_input_tokens":300,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","delta":{"text":"\\n\\ndata: {\\"usage\\":{\\"output_tokens\\":9999}}"}}

            event: ping
            data: {"type": "ping"}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readsWhatTheAnswerTells(
            String what, UsageShape shape, boolean streamed, String answer, TokenCount count) {
        assertThat(read(shape, streamed, answer, Integer.MAX_VALUE)).as(what).isEqualTo(count);
        assertThat(read(shape, streamed, answer, 1)).as("byte by byte").isEqualTo(count);
        assertThat(read(shape, streamed, answer.replace("\n", "\r\n"), 3))
                .as("with CRLF")
                .isEqualTo(count);
        assertThat(read(shape, streamed, answer.replace("\n", "\r"), 3))
                .as("with CR")
                .isEqualTo(count);
    }

    static Stream<Arguments> readsWhatTheAnswerTells() {
        return Stream.of(
                arguments(
                        "Anthropic's stream",
                        UsageShape.MESSAGES,
                        true,
                        STREAMED_MESSAGES,
                        new TokenCount(25, 15, 300, 7, false)),
                arguments(
                        "Anthropic's answer",
                        UsageShape.MESSAGES,
                        false,
                        """
                        {"type":"message","content":[{"usage":{"input_tokens":9}}],
                         "usage":{"input_tokens":5,"output_tokens":6,"cache_read_input_tokens":null}}
                        """,
                        new TokenCount(5, 6, 0, 0, false)),
                arguments(
                        "an advisor used more",
                        UsageShape.MESSAGES,
                        false,
                        """
                        {"usage":{"input_tokens":5,"output_tokens":6,"iterations":[
                          {"type":"message","input_tokens":5,"output_tokens":6},
                          {"type":"advisor_message","input_tokens":800,"output_tokens":500}]}}
                        """,
                        new TokenCount(805, 506, 0, 0, false)),
                arguments(
                        "a chat's answer",
                        UsageShape.CHAT,
                        false,
                        """
                        {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":7,
                         "prompt_tokens_details":{"cached_tokens":40}}}
                        """,
                        new TokenCount(60, 7, 40, 0, false)),
                arguments(
                        "a chat's stream",
                        UsageShape.CHAT,
                        true,
                        """
                        : comment
                        data:{"choices":[{"delta":{"content":"a"}}],"usage":null}

                        data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}

                        data: [DONE]

                        """,
                        new TokenCount(3, 4, 0, 0, false)),
                arguments(
                        "data on several lines",
                        UsageShape.CHAT,
                        true,
                        """
                        data: {"usage":
                        data: {"prompt_tokens":3,
                        data
                        data:"completion_tokens":4}}

                        """,
                        new TokenCount(3, 4, 0, 0, false)),
                arguments(
                        "a response's answer",
                        UsageShape.RESPONSES,
                        false,
                        """
                        {"usage":{"input_tokens":8,"output_tokens":9,
                         "input_tokens_details":{"cached_tokens":2}}}
                        """,
                        new TokenCount(6, 9, 2, 0, false)),
                arguments(
                        "a response's stream",
                        UsageShape.RESPONSES,
                        true,
                        """
                        event: response.created
                        data: {"type":"response.created","response":{"usage":null}}

                        event: response.completed
                        data: {"type":"response.completed","response":{"usage":{"input_tokens":8,"output_tokens":9}}}

                        """,
                        new TokenCount(8, 9, 0, 0, false)),
                arguments(
                        "embeddings",
                        UsageShape.EMBEDDINGS,
                        false,
                        "{\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}",
                        new TokenCount(8, 0, 0, 0, false)),
                arguments(
                        "no tokens at all",
                        UsageShape.NONE,
                        false,
                        "{\"input_tokens\":8}",
                        TokenCount.NOTHING),
                arguments(
                        "a stream that was cut",
                        UsageShape.MESSAGES,
                        true,
                        STREAMED_MESSAGES.substring(0, STREAMED_MESSAGES.indexOf("event: ping")),
                        new TokenCount(25, 50, 300, 7, true)),
                arguments(
                        "an answer that tells nothing",
                        UsageShape.CHAT,
                        false,
                        "{\"choices\":[]}",
                        new TokenCount(1_000, 14, 0, 0, true)),
                arguments(
                        "an answer that is no JSON",
                        UsageShape.CHAT,
                        false,
                        "<html>",
                        new TokenCount(1_000, 6, 0, 0, true)),
                arguments(
                        "usage told twice in one document",
                        UsageShape.CHAT,
                        false,
                        "{\"usage\":{\"prompt_tokens\":1},\"usage\":{\"completion_tokens\":1}}",
                        new TokenCount(1, 50, 0, 0, true)),
                arguments(
                        "numbers that are none",
                        UsageShape.CHAT,
                        false,
                        "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":\"4\"}}",
                        new TokenCount(1_000, 50, 0, 0, true)));
    }

    @Test
    void anEventIsReadThoughTheOneBeforeWasNot() {
        assertThat(
                        read(
                                UsageShape.CHAT,
                                true,
                                "data: {broken\n\ndata: {\"usage\":{\"prompt_tokens\":3,"
                                        + "\"completion_tokens\":4}}\n\n",
                                Integer.MAX_VALUE))
                .isEqualTo(new TokenCount(3, 4, 0, 0, false));
    }

    @Test
    void nothingAnsweredIsTheInputAtMost() {
        assertThat(new UsageReader(UsageShape.MESSAGES, true).count(BOUND))
                .isEqualTo(new TokenCount(1_000, 0, 0, 0, true));
    }

    private static TokenCount read(UsageShape shape, boolean streamed, String answer, int piece) {
        UsageReader reader = new UsageReader(shape, streamed);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(0);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(piece, bytes.length - at);
            reader.accept(
                    random.nextBoolean()
                            ? ByteBuffer.wrap(bytes, at, length)
                            : ByteBuffer.allocateDirect(length).put(bytes, at, length).flip());
            at += length;
        }
        return reader.count(BOUND);
    }
}
