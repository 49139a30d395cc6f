package dev.gatehouse.broker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatehouse.broker.model.ModelDecision.Permit;
import dev.gatehouse.broker.model.ModelDecision.Refuse;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "claude-sonnet-*, claude-sonnet-4-5, true",
        "claude-sonnet-*, claude-sonnet-, true",
        "claude-sonnet-*, xclaude-sonnet-4, false",
        "claude-sonnet-*, Claude-Sonnet-4, false",
        "*, anything, true",
        "*-mini, gpt-4o-mini, true",
        "*-mini, gpt-4o-mini-x, false",
        "a*b*c, abc, true",
        "a*b*c, aXbYc, true",
        "a*b*c, acb, false",
        "gpt-5, gpt-5, true",
        "gpt-5, gpt-55, false",
        "claude-opus-4*, claude-opus-4[1m], true",
    })
    void aStarMatchesAnyCharacters(String glob, String model, boolean matches) {
        assertThat(new ModelGlob(glob).matches(model)).isEqualTo(matches);
    }

    @Test
    void aPatternOfManyStarsTakesNoLonger() {
        ModelGlob glob = new ModelGlob("*a".repeat(60));

        assertTimeout(Duration.ofSeconds(1), () -> glob.matches("a".repeat(127) + "b"));
    }

    @Test
    void namesThePatternThatPermits() {
        assertThat(TestingRules.granting("gpt-5", "claude-*").decide("claude-haiku-4-5"))
                .isEqualTo(new Permit("agents.dev.model.models[1]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-x", "a b", "a\nb", "a\"b", "\u00e9", "a\\b", "a%41"})
    void refusesANameThatCannotBeAModels(String name) {
        assertThat(TestingRules.granting("*").decide(name))
                .as("whatever is granted")
                .isInstanceOfSatisfying(
                        Refuse.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(RefusalCode.MALFORMED));
    }

    @Test
    void refusesAnOperationWhoseWordIsNotAllowed() {
        ModelRoute.Call upload = call(ModelOperation.FILES_CREATE, Optional.empty());

        assertThat(TestingRules.granting("*").decide(upload))
                .isInstanceOfSatisfying(
                        Refuse.class,
                        no -> assertThat(no.refusal().remedy()).contains("allow: [files]"));
        assertThat(TestingRules.allowing(ModelAllowance.BATCHES, "*").decide(upload))
                .as("another word is not enough")
                .isInstanceOf(Refuse.class);
        assertThat(TestingRules.allowing(ModelAllowance.FILES, "*").decide(upload))
                .isEqualTo(new Permit("agents.dev.model.allow"));
    }

    @Test
    void decidesOnTheModelOfAPath() {
        ModelRules rules = TestingRules.granting("gpt-5");

        assertThat(rules.decide(call(ModelOperation.OPENAI_MODELS_GET, Optional.of("gpt-5"))))
                .isInstanceOf(Permit.class);
        assertThat(rules.decide(call(ModelOperation.OPENAI_MODELS_GET, Optional.of("o3"))))
                .isInstanceOf(Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-api-key",
                "authorization",
                "proxy-authorization",
                "cookie",
                "x-goog-api-key",
                "api-key",
                "openai-organization",
                "openai-project",
                "anthropic-workspace-id",
                "x-forwarded-for",
                "host",
                "connection",
                "accept-encoding",
            })
    void sendsNoHeaderOnThatCouldChooseWhoPays(String name) {
        assertThat(ModelHeaders.goOn(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "content-type",
                "user-agent",
                "anthropic-version",
                "anthropic-beta",
                "x-stainless-retry-count",
                "x-app"
            })
    void sendsOnWhatTheApiNeeds(String name) {
        assertThat(ModelHeaders.goOn(name)).isTrue();
    }

    private static ModelRoute.Call call(ModelOperation operation, Optional<String> model) {
        return new ModelRoute.Call(operation, model, operation.path(), List.of());
    }
}
