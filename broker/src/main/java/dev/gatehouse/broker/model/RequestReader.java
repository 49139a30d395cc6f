package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.ModelDecision.Permit;
import dev.gatehouse.broker.model.ModelDecision.Refuse;
import dev.gatehouse.broker.model.RequestProgress.Reading;
import dev.gatehouse.broker.model.RequestProgress.Refused;
import dev.gatehouse.broker.model.RequestProgress.Whole;
import dev.gatehouse.broker.model.json.JsonProgress;
import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonScan;
import dev.gatehouse.broker.model.json.JsonValue;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the body of one call as it passes, and asks the rules about every model it names. Holds
/// none of it. Refuses what is not JSON in exactly one reading, what names no model, and what names
/// one that is not granted. One thread.
public final class RequestReader {
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    private final ModelOperation operation;
    private final ModelRules rules;
    private final JsonScan scan;
    private @Nullable Refusal refusal;
    private @Nullable String model;
    private @Nullable String rule;
    private int named;
    private int listed;
    private boolean streamed;
    private boolean usageAsked;
    private long mostOutput = -1;
    private long choices = 1;
    private long bytes;

    public RequestReader(ModelOperation operation, ModelRules rules) {
        this.operation = operation;
        this.rules = rules;
        this.scan = new JsonScan(operation.body().paths(), this::found);
    }

    /// Takes all that remains in the buffer.
    public RequestProgress accept(ByteBuffer piece) {
        bytes += piece.remaining();
        if (bytes > rules.limits().bodyBytes() && refusal == null) {
            refusal =
                    new Refusal(
                            RefusalCode.LIMIT,
                            rules.path("limits.body"),
                            "the body is longer than " + rules.limits().bodyBytes() + " bytes",
                            "Send less at once, or ask the operator.");
        }
        if (operation.body().isJson() && refusal == null) {
            check(scan.accept(piece));
        } else {
            piece.position(piece.limit());
        }
        return refusal == null ? new Reading(facts()) : new Refused(refusal);
    }

    /// The body ends here.
    public RequestProgress end() {
        if (operation.body().isJson() && refusal == null) {
            check(scan.end());
            if (refusal == null) {
                requireModel();
            }
        }
        return refusal == null ? new Whole(facts()) : new Refused(refusal);
    }

    private void requireModel() {
        if (operation.body() == BodyLook.BATCH && listed != modelsOfList) {
            refuse("a request of the batch names no model", "Give each a 'params.model'.");
        } else if (operation.body() != BodyLook.BATCH && !modelSaid) {
            refuse("the body names no model", "Add 'model'.");
        } else if (operation.body() == BodyLook.BATCH && listed == 0) {
            refuse("the batch holds no request", "Add 'requests'.");
        }
    }

    private boolean modelSaid;
    private int modelsOfList;

    private void check(JsonProgress progress) {
        if (progress instanceof Defect(long offset, String problem) && refusal == null) {
            refuse(
                    "the body is not JSON with one meaning: " + problem + " (byte " + offset + ")",
                    "Send it as a JSON encoder writes it.");
        }
    }

    private void found(String path, JsonValue value) {
        if (refusal != null || value instanceof JsonValue.Nothing) {
            if (path.equals("requests[]")) {
                listed++;
            }
            return;
        }
        switch (path) {
            case "model" -> {
                modelSaid = true;
                model(path, value);
            }
            case "requests[].params.model" -> {
                modelsOfList++;
                model(path, value);
            }
            case "requests[]" -> listed++;
            case "requests", "models", "stream_options" -> list(path, value);
            case "fallbacks", "requests[].params.fallbacks" -> {
                // "default" leaves the choice to the API: only `*` grants that.
                if (!(value instanceof JsonValue.Composite)) {
                    model(path, value);
                }
            }
            case "fallbacks[]", "requests[].params.fallbacks[]" -> {
                if (!(value instanceof JsonValue.Composite)) {
                    model(path, value);
                }
            }
            case "stream" -> streamed = flag(path, value);
            case "stream_options.include_usage" -> usageAsked = flag(path, value);
            case "n", "best_of" -> choices = Math.max(choices, number(path, value));
            case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
                    mostOutput = Math.max(mostOutput, number(path, value));
            default -> model(path, value);
        }
    }

    private void model(String path, JsonValue value) {
        if (!(value instanceof JsonValue.Text(String name))) {
            refuse("'" + path + "' is not a text", "Name a model there.");
            return;
        }
        switch (rules.decide(name)) {
            case Permit(String permit) -> {
                named++;
                if (model == null) {
                    model = name;
                    rule = permit;
                }
            }
            case Refuse(Refusal why) -> refusal = why;
        }
    }

    private void list(String path, JsonValue value) {
        if (!(value instanceof JsonValue.Composite)) {
            refuse("'" + path + "' is not a list", "Write it as a list.");
        }
    }

    private boolean flag(String path, JsonValue value) {
        if (value instanceof JsonValue.Flag(boolean flag)) {
            return flag;
        }
        refuse("'" + path + "' is not true or false", "Write true or false.");
        return false;
    }

    private long number(String path, JsonValue value) {
        if (value instanceof JsonValue.Numeral(String digits)
                && digits.matches("0|[1-9][0-9]{0,12}")) {
            return Math.min(MOST_TOKENS, Long.parseLong(digits));
        }
        refuse("'" + path + "' is not a whole number", "Write it in digits.");
        return 0;
    }

    private void refuse(String detail, String remedy) {
        refusal = new Refusal(RefusalCode.MALFORMED, "body", detail, remedy);
    }

    private ModelFacts facts() {
        return new ModelFacts(
                Optional.ofNullable(model),
                Optional.ofNullable(rule),
                named,
                streamed,
                usageAsked,
                mostOutput < 0 ? OptionalLong.empty() : OptionalLong.of(mostOutput),
                choices,
                bytes);
    }
}
