package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.http.RequestBody;
import java.util.Map;
import java.util.Optional;

/// A call that is decided on without its body: there is none, or it is a file.
public record PlainIntake(BodyPlan plan, RequestHead head, Route route) implements Intake {
    @Override
    public Optional<Reading> start() {
        return Optional.of(
                switch (route) {
                    case Route.Api api -> JsonIntake.facts(CallFacts.of(api, Map.of()), Map.of());
                    case Route.Lfs lfs -> new Reading.Known(LfsBodies.facts(lfs, Map.of()));
                    case Route.Git git -> new Reading.Known(CallFacts.NONE);
                    case Route.Download download -> new Reading.Known(CallFacts.NONE);
                    case Route.Attachment attachment -> new Reading.Known(CallFacts.NONE);
                    case Route.Broker broker -> new Reading.Known(CallFacts.NONE);
                });
    }

    @Override
    public Optional<Reading> accept(byte[] bytes, boolean last) {
        throw new IllegalStateException("nothing of this body is read before it is decided on");
    }

    @Override
    public OutboundBody outbound(Admitted admitted, IncomingBody body) {
        return switch (plan) {
            case BodyPlan.Stream stream ->
                    BodyStream.asItIs(head.bodyBytes(), stream.contentType(), body);
            case BodyPlan.LfsFile file ->
                    BodyStream.asItIs(head.bodyBytes(), "application/octet-stream", body);
            case BodyPlan.Upload upload -> BodyStream.upload(upload.boundary(), body);
            default -> new WholeBody(without(admitted));
        };
    }

    /// Where what was decided on has to be said, there is a body after all.
    private static RequestBody without(Admitted admitted) {
        if (admitted.pinned().isEmpty()) {
            return new RequestBody.None();
        }
        JsonBody document = JsonBody.empty();
        document.pin(admitted.pinned());
        return new RequestBody.Whole(document.bytes(), "application/json");
    }
}
