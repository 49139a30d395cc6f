package dev.gatehouse.broker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ModelProblemTest {
    private static final Refusal NOT_GRANTED =
            new Refusal(
                    RefusalCode.NOT_GRANTED,
                    "agents.dev.model.models",
                    "model \"x\\\u00e9\" is not granted",
                    "Ask the operator.");

    @Test
    void speaksAsAnthropicDoes() {
        ModelProblem problem =
                ModelProblem.of(ModelApi.ANTHROPIC, NOT_GRANTED, "x1", Optional.empty());
        var json = JsonMapper.shared().readTree(problem.body());

        assertThat(problem.status()).isEqualTo(403);
        assertThat(json.at("/type").asString()).isEqualTo("error");
        assertThat(json.at("/error/type").asString()).isEqualTo("permission_error");
        assertThat(json.at("/error/message").asString())
                .isEqualTo("gatehouse: model \"x\\\u00e9\" is not granted. Ask the operator.");
        assertThat(json.at("/request_id").asString()).isEqualTo("x1");
        assertThat(problem.headers())
                .containsEntry("gatehouse-refusal", "not-granted")
                .containsEntry("gatehouse-exchange", "x1")
                .containsEntry("x-should-retry", "false")
                .doesNotContainKey("retry-after");
    }

    @Test
    void speaksAsOpenAiDoes() {
        var json =
                JsonMapper.shared()
                        .readTree(
                                ModelProblem.of(
                                                ModelApi.OPENAI,
                                                NOT_GRANTED,
                                                "x1",
                                                Optional.empty())
                                        .body());

        assertThat(json.at("/error/type").asString()).isEqualTo("permission_error");
        assertThat(json.at("/error/code").asString()).isEqualTo("not-granted");
        assertThat(json.at("/error/message").asString()).startsWith("gatehouse: model");
        assertThat(json.at("/error/param").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, false",
        "UNKNOWN_ROUTE, false",
        "NOT_GRANTED, false",
        "CREDENTIAL_REJECTED, false",
        "LIMIT, false",
        "AUDIT_UNAVAILABLE, true",
        "UPSTREAM_UNREACHABLE, true",
        "UPSTREAM_TIMEOUT, true",
    })
    void tellsClientsNotToRepeatWhatCannotGoBetter(RefusalCode code, String retry) {
        Refusal refusal = new Refusal(code, "rule", "detail", "remedy");

        assertThat(ModelProblem.of(ModelApi.ANTHROPIC, refusal, "x1", Optional.empty()).headers())
                .containsEntry("x-should-retry", retry);
    }

    @Test
    void saysWhenToComeBack() {
        Refusal limit = new Refusal(RefusalCode.LIMIT, "rule", "detail", "remedy");

        assertThat(
                        ModelProblem.of(
                                        ModelApi.OPENAI,
                                        limit,
                                        "x1",
                                        Optional.of(Duration.ofMillis(1_001)))
                                .headers())
                .as("whole seconds, rounded up")
                .containsEntry("retry-after", "2")
                .containsEntry("x-should-retry", "true");
    }

    @ParameterizedTest
    @EnumSource
    void hasAShapeForEveryRefusal(RefusalCode code) {
        Refusal refusal = new Refusal(code, "rule", "detail", "remedy");

        for (ModelApi api : ModelApi.values()) {
            var json =
                    JsonMapper.shared()
                            .readTree(ModelProblem.of(api, refusal, "x1", Optional.empty()).body());
            assertThat(json.at("/error/type").asString()).endsWith("_error");
        }
    }
}
