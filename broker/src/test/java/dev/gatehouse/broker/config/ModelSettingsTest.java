package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import dev.gatehouse.broker.model.ModelAllowance;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelGlob;
import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.model.ModelRules;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsTest {
    private static final AgentName DEV = new AgentName("dev");

    @Test
    void readsEveryKeyOfAModel() {
        ModelSettings model =
                model(
                        """
                              api: openai
                              url: http://127.0.0.1:8080/prefix/
                              key: { command: [/usr/bin/pass, show, x] }
                              models: ["org/model-*", gpt-5]
                              allow: [files]
                              limits:
                                requests-per-minute: 60
                                requests-per-day: 5000
                                tokens-per-minute: 400000
                                tokens-per-day: 20000000
                                money-per-day: 25.00
                                concurrent: 4
                                body: 200MiB
                              timeouts: { connect: 1s, first-byte: 2s, idle: 3s }
                        prices:
                          "*": { input: 1, output: 2 }
                        """);

        assertThat(model)
                .isEqualTo(
                        new ModelSettings(
                                URI.create("http://127.0.0.1:8080/prefix"),
                                Optional.empty(),
                                Optional.of(
                                        new ModelKey.OfSource(
                                                new TokenSource.TokenCommand(
                                                        List.of("/usr/bin/pass", "show", "x")))),
                                new ModelRules(
                                        DEV,
                                        ModelApi.OPENAI,
                                        List.of(
                                                new ModelGlob("org/model-*"),
                                                new ModelGlob("gpt-5")),
                                        Set.of(ModelAllowance.FILES),
                                        new ModelLimits(
                                                60,
                                                OptionalLong.of(5000),
                                                OptionalLong.of(400_000),
                                                OptionalLong.of(20_000_000),
                                                Optional.of(new BigDecimal("25.00")),
                                                4,
                                                200L << 20)),
                                new Timeouts(
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(3))));
    }

    @Test
    void hasDefaults() {
        ModelSettings model =
                model(
                        """
                              api: anthropic
                              key: { oauth: /home/op/.claude/.credentials.json }
                              models: ["*"]
                        """);

        assertThat(model.url()).isEqualTo(URI.create("https://api.anthropic.com"));
        assertThat(model.key())
                .contains(new ModelKey.OAuthFile(Path.of("/home/op/.claude/.credentials.json")));
        assertThat(model.rules().limits()).isEqualTo(ModelLimits.DEFAULT);
        assertThat(model.rules().allowances()).isEmpty();
        assertThat(model.timeouts().firstByte()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aModelIsNotRequired() {
        Configuration read = TestingConfiguration.valid(TestingConfiguration.VALID).configuration();

        assertThat(Objects.requireNonNull(read.agents().get(DEV)).model()).isEmpty();
        assertThat(read.prices().rows()).isEmpty();
    }

    @Test
    void readsPrices() {
        Configuration read =
                TestingConfiguration.valid(
                                TestingConfiguration.VALID
                                        + "prices: { \"gpt-*\": { input: 3, output: 15.5 } }\n")
                        .configuration();

        assertThat(read.prices().price("gpt-5"))
                .hasValueSatisfying(price -> {
                    assertThat(price.output()).isEqualTo("15.5");
                    assertThat(price.cacheRead()).as("as input").isEqualTo("3");
                });
        assertThat(read.prices().price("o3")).isEmpty();
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    { models: [a], key: { file: /k } }                             | 11:12: agents.dev.model: 'api' is missing; add api: anthropic, or api: openai
                    { api: antropic, models: [a], key: { file: /k } }              | 11:19: agents.dev.model.api: 'antropic' is not an API; did you mean 'anthropic'?
                    { api: openai, models: [a] }                                   | 11:12: agents.dev.model: 'url' is missing; add the server's url, such as https://models.example.org
                    { api: anthropic, models: [a] }                                | 11:12: agents.dev.model: 'key' is missing; add key: { file: /etc/gatehouse/keys/NAME }
                    { api: anthropic, key: { file: /k } }                          | 11:12: agents.dev.model: 'models' is missing; name the models as patterns, such as ["claude-sonnet-*"]
                    { api: anthropic, key: { file: /k }, models: [] }              | 11:57: agents.dev.model.models: the agent may use no model; name one, such as "claude-sonnet-*", or remove 'model'
                    { api: anthropic, key: { file: /k }, models: ["a b"] }         | 11:58: agents.dev.model.models: 'a b' is not a pattern of models' names; use letters, digits and ._:/@[]-, and '*' for any characters, at most 128
                    { api: anthropic, key: { file: /k }, models: [a], allow: [batch] } | 11:70: agents.dev.model.allow: 'batch' is not an allowance; did you mean 'batches'?
                    { api: anthropic, key: { file: /k }, model: [a], models: [a] } | 11:49: agents.dev.model: 'model' is not a key here; did you mean 'models'?
                    { api: anthropic, key: hunter2, models: [a] }                  | 11:35: agents.dev.model.key: secrets never stand in this file; say where the key is, as { file: /etc/gatehouse/keys/NAME }; if the key stood here, replace it: it has been seen
                    { api: anthropic, key: { file: /k, oauth: /o }, models: [a] }  | 11:35: agents.dev.model.key: exactly one of 'file', 'credential', 'command' and 'oauth' was expected; say once where the key is
                    { api: anthropic, key: { oauth: o }, models: [a] }             | 11:44: agents.dev.model.key.oauth: an absolute path was expected; begin it with '/'
                    { api: openai, url: "https://h", key: { oauth: /o }, models: [a] } | 11:50: agents.dev.model.key: 'oauth' is the file of Claude Code, whose key no OpenAI-compatible server takes; use 'file', 'credential' or 'command'
                    { api: openai, url: "http://models.example.org", models: [a] } | 11:32: agents.dev.model.url: plain http would show the token to the network; use https, or say 'allow-plaintext: true' below 'model'
                    { api: openai, url: "https://models.example.org/v1", models: [a] } | 11:32: agents.dev.model.url: the URL ends in 'v1', which is part of each route; leave '/v1' off
                    { api: openai, url: "https://h", models: [a], limits: { concurrent: 0 } } | 11:80: agents.dev.model.limits.concurrent: the number is out of range; use a whole number from 1 to 1000
                    { api: openai, url: "https://h", models: [a], limits: { tokens-per-day: 1m } } | 11:84: agents.dev.model.limits.tokens-per-day: a number was expected, not a text; write it in digits, without quotes
                    { api: openai, url: "https://h", models: [a], limits: { pack: 1GiB } } | 11:68: agents.dev.model.limits: 'pack' is not a key here; use one of: requests-per-minute, requests-per-day, tokens-per-minute, tokens-per-day, money-per-day, concurrent, body
                    { api: openai, url: "https://h", models: [a], allow: [batches], limits: { tokens-per-day: 5 } } | 11:84: agents.dev.model.limits: tokens and money cannot be limited beside allow: [batches]: what a batch uses is not told in its answer; remove 'batches' from 'allow', or these limits
                    { api: openai, url: "https://h", models: [a], limits: { money-per-day: 5 } } | 1:1: the money of agent 'dev' is limited, and no model has a price; add 'prices', or remove its 'money-per-day'
                    """)
    void refusesAModelThatIsNotOneOrWouldLeak(String model, String expected) {
        assertThat(
                        TestingConfiguration.problems(
                                TestingConfiguration.VALID + "    model: " + model))
                .containsExactly("gatehouse.yaml:" + expected);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    { "a b": { input: 1, output: 1 } }                                | 11:11: prices: 'a b' is not a pattern of models' names; use letters, digits and ._:/@[]-, and '*' for any characters, at most 128
                    { a: { input: 1 } }                                               | 11:14: prices.a: 'output' is missing; add what a million tokens of output cost
                    { a: { input: 1, output: -1 } }                                   | 11:34: prices.a.output: the number is out of range; use one from 0 to 100000
                    { a: { input: 1, output: 1, cached: 1 } }                         | 11:37: prices.a: 'cached' is not a key here; use one of: input, output, cache-read, cache-write
                    { a: { input: 1, output: 1 }, a: { input: 1, output: 1 } }        | 11:39: prices: 'a' is given twice, first in line 11; keep one of them
                    """)
    void refusesPricesThatAreNone(String prices, String expected) {
        assertThat(TestingConfiguration.problems(TestingConfiguration.VALID + "prices: " + prices))
                .containsExactly("gatehouse.yaml:" + expected);
    }

    @Test
    void aKeyInTheFileIsSeenWhereverItStands() {
        String key = "sk-" + "ant-api03-Canary7Canary7Canary7";

        assertThat(
                        TestingConfiguration.problems(
                                TestingConfiguration.VALID + "# old key: " + key + "\n"))
                .singleElement()
                .asString()
                .contains("secrets never stand in this file")
                .doesNotContain("Canary7");
    }

    private static ModelSettings model(String block) {
        Configuration read =
                TestingConfiguration.valid(TestingConfiguration.VALID + "    model:\n" + block)
                        .configuration();
        return Objects.requireNonNull(read.agents().get(DEV)).model().orElseThrow();
    }
}
