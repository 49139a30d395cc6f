package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import dev.gatehouse.broker.model.ModelAllowance;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelGlob;
import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.model.ModelRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `model`: the API that an agent may ask.
final class ModelReader {
    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");
    private static final AgentName UNNAMED = new AgentName("unnamed");
    private static final List<String> APIS =
            Arrays.stream(ModelApi.values()).map(ModelApi::word).toList();
    private static final List<String> ALLOWANCES =
            Arrays.stream(ModelAllowance.values()).map(ModelAllowance::word).toList();

    /// A model may think for minutes before its first word.
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(600), Duration.ofSeconds(300));

    private ModelReader() {}

    /// @param agent none where its name was refused; the rest is read for its problems all the same
    static Optional<ModelSettings> read(Optional<AgentName> agent, Value value) {
        return value.section(Block.MODEL).flatMap(model -> settings(agent.orElse(UNNAMED), model));
    }

    private static Optional<ModelSettings> settings(AgentName agent, Section model) {
        Optional<ModelApi> api =
                model.required("api", "add api: anthropic, or api: openai")
                        .flatMap(value -> value.word("an API", APIS))
                        .flatMap(ModelApi::ofWord);
        boolean plaintext = model.optional("allow-plaintext").flatMap(Value::flag).orElse(false);
        Optional<URI> url = url(model, api, plaintext);
        Optional<Path> caFile = model.optional("ca-file").flatMap(ForgeReader::readableFile);
        Optional<ModelKey> key = key(model, api);
        List<ModelGlob> models = models(model);
        Set<ModelAllowance> allowances = Set.copyOf(model.list("allow", ModelReader::allowance));
        ModelLimits limits = ModelLimitsReader.read(model, allowances);
        Timeouts timeouts =
                model.optional("timeouts")
                        .flatMap(value -> value.section(Block.TIMEOUTS))
                        .map(section -> ForgeReader.timeouts(section, TIMEOUTS))
                        .orElse(TIMEOUTS);
        if (api.isEmpty() || url.isEmpty() || models.isEmpty()) {
            return Optional.empty();
        }
        ModelRules rules = new ModelRules(agent, api.get(), models, allowances, limits);
        return Optional.of(new ModelSettings(url.get(), caFile, key, rules, timeouts));
    }

    private static Optional<URI> url(Section model, Optional<ModelApi> api, boolean plaintext) {
        Optional<Value> url = model.optional("url");
        if (url.isEmpty() && api.equals(Optional.of(ModelApi.OPENAI))) {
            model.required("url", "add the server's url, such as https://models.example.org");
        }
        if (url.isEmpty()) {
            return api.filter(ModelApi.ANTHROPIC::equals).map(_ -> ANTHROPIC);
        }
        Optional<URI> read = ForgeAddress.read(url.get(), plaintext, "model");
        if (read.filter(uri -> uri.getRawPath().matches("(?:.*/)?v1")).isPresent()) {
            url.get().error("the URL ends in 'v1', which is part of each route", "leave '/v1' off");
            return Optional.empty();
        }
        return read;
    }

    private static Optional<ModelKey> key(Section model, Optional<ModelApi> api) {
        Optional<Value> key = model.optional("key");
        if (key.isEmpty() && api.equals(Optional.of(ModelApi.ANTHROPIC))) {
            model.required("key", "add key: { file: /etc/gatehouse/keys/NAME }");
        }
        Optional<ModelKey> read = key.flatMap(ModelKeyReader::read);
        if (read.filter(ModelKey.OAuthFile.class::isInstance).isPresent()
                && api.equals(Optional.of(ModelApi.OPENAI))) {
            key.get()
                    .error(
                            "'oauth' is the file of Claude Code, whose key no OpenAI-compatible"
                                    + " server takes",
                            "use 'file', 'credential' or 'command'");
            return Optional.empty();
        }
        return read;
    }

    private static List<ModelGlob> models(Section model) {
        Optional<Value> value =
                model.required(
                        "models", "name the models as patterns, such as [\"claude-sonnet-*\"]");
        if (value.filter(Value::isEmptyList).isPresent()) {
            value.get()
                    .error(
                            "the agent may use no model",
                            "name one, such as \"claude-sonnet-*\", or remove 'model'");
        }
        return model.list("models", ModelReader::glob);
    }

    static Optional<ModelGlob> glob(Value value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !ModelGlob.isValid(text.get())) {
            value.error(
                    Secrecy.quote(text.get()) + " is not a pattern of models' names",
                    "use letters, digits and ._:/@[]-, and '*' for any characters, at most 128");
            return Optional.empty();
        }
        return text.map(ModelGlob::new);
    }

    private static Optional<ModelAllowance> allowance(Value value) {
        return value.word("an allowance", ALLOWANCES).flatMap(ModelAllowance::ofWord);
    }
}
