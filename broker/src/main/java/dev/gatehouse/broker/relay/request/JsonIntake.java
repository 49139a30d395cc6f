package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.FactReading;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.http.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON body: read whole, parsed strictly, and written anew for Forgejo.
public final class JsonIntake implements Intake {
    private final Route route;
    private final String mediaType;
    private final GatheredBody gathered = new GatheredBody(false);
    private @Nullable JsonBody document;

    JsonIntake(Route route, String mediaType) {
        this.route = route;
        this.mediaType = mediaType;
    }

    @Override
    public Optional<Reading> start() {
        return Optional.empty();
    }

    @Override
    public Optional<Reading> accept(byte[] bytes, boolean last) {
        gathered.add(bytes);
        return last ? Optional.of(read()) : Optional.empty();
    }

    private Reading read() {
        return switch (gathered.content()) {
            case GatheredBody.Content.Refused refused -> new Reading.Refused(refused.refusal());
            case GatheredBody.Content.Plain plain ->
                    switch (JsonBody.parse(plain.bytes())) {
                        case JsonBody.Parsing.Unparsable no ->
                                Intake.refused(
                                        "body",
                                        no.problem(),
                                        "send one JSON object, each key once");
                        case JsonBody.Parsing.Parsed parsed -> read(parsed.body());
                    };
        };
    }

    private Reading read(JsonBody body) {
        document = body;
        return switch (route) {
            case Route.Api api -> {
                List<String> dropped = body.retain(api.operation().bodyFields());
                Reading reading = facts(CallFacts.of(api, body.fields()), body.fields());
                yield reading instanceof Reading.Known known
                        ? new Reading.Known(known.facts(), known.fields(), dropped)
                        : reading;
            }
            case Route.Lfs lfs -> {
                List<String> dropped = body.retain(LfsBodies.fields(lfs.call()));
                yield new Reading.Known(
                        LfsBodies.facts(lfs, body.fields()), body.fields(), dropped);
            }
            default -> new Reading.Known(CallFacts.NONE, body.fields(), List.of());
        };
    }

    static Reading facts(FactReading reading, Map<String, ?> fields) {
        return switch (reading) {
            case FactReading.FactProblem no ->
                    Intake.refused(
                            "body", "'" + no.field() + "': " + no.problem(), "correct the body");
            case CallFacts facts -> new Reading.Known(facts, fields, List.of());
        };
    }

    @Override
    public OutboundBody outbound(Admitted admitted, IncomingBody body) {
        JsonBody checked = Objects.requireNonNull(document);
        checked.pin(admitted.pinned());
        return new WholeBody(new RequestBody.Whole(checked.bytes(), mediaType));
    }
}
