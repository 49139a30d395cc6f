package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.ModelDecision.Permit;
import dev.gatehouse.broker.model.ModelDecision.Refuse;
import dev.gatehouse.broker.model.json.JsonValue;
import dev.gatehouse.broker.model.json.JsonValue.Composite;
import dev.gatehouse.broker.model.json.JsonValue.Flag;
import dev.gatehouse.broker.model.json.JsonValue.Nothing;
import dev.gatehouse.broker.model.json.JsonValue.Numeral;
import dev.gatehouse.broker.model.json.JsonValue.Text;
import dev.gatehouse.broker.model.json.JsonValues;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What was found in one body at the paths of its [BodyLook]. `null` is as good as nothing said.
final class BodyFindings implements JsonValues {
    private static final String OF_BATCH = "requests[].params.";

    /// More than any model answers, and few enough to add up.
    private static final int MOST_TOKENS = 1_000_000_000;

    private static final int MOST_CHOICES = 10_000;

    private final BodyLook look;
    private final ModelRules rules;
    private @Nullable Refusal refusal;
    private @Nullable String refusedModel;
    private @Nullable String model;
    private @Nullable String rule;
    private int named;
    private int calls;
    private int callsWithModel;
    private int fallbacks;
    private int fallbacksWithModel;
    private boolean streamed;
    private boolean usageAsked;
    private OptionalLong mostOutput = OptionalLong.empty();
    private int choices = 1;

    BodyFindings(BodyLook look, ModelRules rules) {
        this.look = look;
        this.rules = rules;
        this.calls = look == BodyLook.BATCH ? 0 : 1;
    }

    @Override
    public void found(String path, JsonValue value) {
        if (refusal != null || (value instanceof Nothing && !path.equals("requests[]"))) {
            return;
        }
        switch (path.startsWith(OF_BATCH) ? path.substring(OF_BATCH.length()) : path) {
            case "model" -> {
                callsWithModel++;
                model(path, value);
            }
            case "models[]", "tools[].model", "tools[].parameters.model" -> model(path, value);
            case "fallbacks[].model" -> {
                fallbacksWithModel++;
                model(path, value);
            }
            case "fallbacks[]" -> fallback(path, value);
            // As a text it is "default", which leaves the choice to the API: a model of that name.
            case "fallbacks" -> {
                if (value instanceof Composite) {
                    list(path, value);
                } else {
                    model(path, value);
                }
            }
            case "models", "requests" -> list(path, value);
            case "requests[]" -> calls++;
            case "stream" -> streamed = flag(path, value);
            case "stream_options.include_usage" -> usageAsked = flag(path, value);
            case "n", "best_of" -> choices = Math.max(choices, number(path, value, MOST_CHOICES));
            case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
                    mostOutput =
                            OptionalLong.of(
                                    Math.max(
                                            mostOutput.orElse(0),
                                            number(path, value, MOST_TOKENS)));
            default -> refuse("'" + path + "' can choose other models", "Leave it out.");
        }
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// The model that a refusal is about: the refused one, else the first one named.
    Optional<String> concerned() {
        return Optional.ofNullable(refusedModel).or(() -> Optional.ofNullable(model));
    }

    /// What the body as a whole leaves to be refused.
    Optional<Refusal> end() {
        if (calls == 0) {
            refuse("the batch holds no request", "Add some to 'requests'.");
        } else if (callsWithModel != calls) {
            String where = look == BodyLook.BATCH ? "a request of the batch" : "the body";
            refuse(where + " names no model", "Add 'model'.");
        } else if (fallbacksWithModel != fallbacks) {
            refuse("one of 'fallbacks' names no model", "Add 'model'.");
        }
        return refusal();
    }

    ModelFacts facts(long bytes) {
        return new ModelFacts(
                Optional.ofNullable(model),
                Optional.ofNullable(rule),
                named,
                streamed,
                usageAsked,
                mostOutput,
                choices,
                bytes);
    }

    private void fallback(String path, JsonValue value) {
        switch (value) {
            case Composite(boolean list) when !list -> fallbacks++;
            case Composite ignored -> refuse("'" + path + "' is a list", "Name a model there.");
            case Text _, Numeral _, Flag _, Nothing _ -> model(path, value);
        }
    }

    private void model(String path, JsonValue value) {
        if (!(value instanceof Text(String name))) {
            refuse("'" + path + "' is not a text", "Name a model there.");
            return;
        }
        switch (rules.decide(name)) {
            case Permit(String permit) -> permitted(name, permit);
            case Refuse(Refusal why) -> {
                refusal = why;
                refusedModel = name;
            }
        }
    }

    private void permitted(String name, String permit) {
        named++;
        if (model == null) {
            model = name;
            rule = permit;
        } else if (!name.equals(model) && rules.limits().moneyPerDay().isPresent()) {
            refusal =
                    new Refusal(
                            RefusalCode.NOT_GRANTED,
                            rules.path("limits.money-per-day"),
                            "a call that may use several models has no one price, and the money of"
                                    + " agent "
                                    + rules.agent()
                                    + " is limited",
                            "Name one model.");
        }
    }

    private void list(String path, JsonValue value) {
        if (!(value instanceof Composite(boolean list) && list)) {
            refuse("'" + path + "' is not a list", "Write it as a list.");
        }
    }

    private boolean flag(String path, JsonValue value) {
        if (value instanceof Flag(boolean flag)) {
            return flag;
        }
        refuse("'" + path + "' is not true or false", "Write true or false.");
        return false;
    }

    private int number(String path, JsonValue value, int most) {
        if (value instanceof Numeral(String digits) && digits.matches("[0-9]{1,18}")) {
            return (int) Math.min(most, Long.parseLong(digits));
        }
        refuse("'" + path + "' is not a whole number", "Write it in digits.");
        return 0;
    }

    private void refuse(String detail, String remedy) {
        refusal = new Refusal(RefusalCode.MALFORMED, "body", detail, remedy);
    }
}
