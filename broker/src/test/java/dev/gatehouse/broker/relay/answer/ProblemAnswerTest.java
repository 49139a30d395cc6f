package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.relay.request.TestingJson;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.handler.codec.http.FullHttpResponse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemAnswerTest {
    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void carriesTheWholeRefusal(RefusalCode code) {
        FullHttpResponse answer =
                ProblemAnswer.of(
                        new Refusal(code, "the rule", "what \"and\"\nwhy", "do this"),
                        Optional.empty());

        assertThat(answer.status().code()).isEqualTo(code.httpStatus());
        assertThat(answer.headers().get("Gatehouse-Refusal")).isEqualTo(code.word());
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().getInt("Content-Length"))
                .isEqualTo(answer.content().readableBytes());
        assertThat(answer.headers().contains("Retry-After")).isFalse();
        assertThat(TestingJson.body(answer.content().toString(StandardCharsets.UTF_8)).fields())
                .containsEntry("type", code.type())
                .containsEntry("title", code.title())
                .containsEntry("status", BigInteger.valueOf(code.httpStatus()))
                .containsEntry("detail", "what \"and\"\nwhy")
                .containsEntry("code", code.word())
                .containsEntry("rule", "the rule")
                .containsEntry("remedy", "do this")
                .containsEntry("retry", code.retry().word())
                .containsEntry("message", "gatehouse: what \"and\"\nwhy; do this");
        answer.release();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "999, 1", "1000, 1", "1001, 2", "0, 1"})
    void roundsTheWaitUpToWholeSeconds(long millis, String seconds) {
        FullHttpResponse answer =
                ProblemAnswer.of(
                        new Refusal(RefusalCode.LIMIT, "r", "d", "m"),
                        Optional.of(Duration.ofMillis(millis)));

        assertThat(answer.headers().get("Retry-After")).isEqualTo(seconds);
        answer.release();
    }

    @Test
    void neverAnswers401() {
        assertThat(RefusalCode.values())
                .as("clients prompt on 401, and agents go looking for keys")
                .noneMatch(code -> code.httpStatus() == 401);
    }
}
