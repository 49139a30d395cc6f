package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.RequestProgress.Reading;
import dev.gatehouse.broker.model.RequestProgress.Refused;
import dev.gatehouse.broker.model.RequestProgress.Whole;
import dev.gatehouse.broker.model.json.JsonProgress;
import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonScan;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads the body of one call as it passes, and asks the rules about every model it names. Holds
/// none of it. Refuses what is not JSON in exactly one reading, what names no model, what names one
/// that is not granted, and what is too long. One thread.
public final class RequestReader {
    private final boolean json;
    private final ModelRules rules;
    private final BodyFindings findings;
    private final JsonScan scan;
    private Optional<Refusal> refusal = Optional.empty();
    private long bytes;

    public RequestReader(ModelOperation operation, ModelRules rules) {
        this.json = operation.body().isJson();
        this.rules = rules;
        this.findings = new BodyFindings(operation.body(), rules);
        this.scan = new JsonScan(operation.body().paths(), findings);
    }

    /// Takes all that remains in the buffer.
    public RequestProgress accept(ByteBuffer piece) {
        bytes += piece.remaining();
        if (refusal.isEmpty() && bytes > rules.limits().bodyBytes()) {
            refusal = Optional.of(tooLong());
        }
        if (json && refusal.isEmpty()) {
            JsonProgress progress = scan.accept(piece);
            refusal = findings.refusal().or(() -> defect(progress));
        } else {
            piece.position(piece.limit());
        }
        return refusal.<RequestProgress>map(this::refused)
                .orElseGet(() -> new Reading(findings.facts(bytes)));
    }

    /// The body ends here.
    public RequestProgress end() {
        if (json && refusal.isEmpty()) {
            JsonProgress progress = scan.end();
            refusal = defect(progress).or(findings::end);
        }
        return refusal.<RequestProgress>map(this::refused)
                .orElseGet(() -> new Whole(findings.facts(bytes)));
    }

    private Refused refused(Refusal why) {
        return new Refused(why, findings.concerned());
    }

    private Refusal tooLong() {
        long most = rules.limits().bodyBytes();
        return new Refusal(
                RefusalCode.LIMIT,
                rules.path("limits.body"),
                "the body is longer than " + most + " bytes",
                "Send less at once, or ask the operator.");
    }

    private static Optional<Refusal> defect(JsonProgress progress) {
        return switch (progress) {
            case JsonProgress.Unfinished(), JsonProgress.Whole() -> Optional.empty();
            case Defect(long offset, String problem) ->
                    Optional.of(
                            new Refusal(
                                    RefusalCode.MALFORMED,
                                    "body",
                                    "the body is not JSON with one meaning: at byte "
                                            + offset
                                            + ", "
                                            + problem,
                                    "Send it as a JSON encoder writes it."));
        };
    }
}
