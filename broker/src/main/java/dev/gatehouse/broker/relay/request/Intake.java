package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.policy.BodyFacts;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of one request on its way in: what of it is read before the call is decided on, and
/// what goes to Forgejo then.
public sealed interface Intake permits PlainIntake, JsonIntake, FetchIntake, PushIntake {
    /// What is known once enough of the body is read.
    sealed interface Reading {
        /// @param fields of a JSON body
        /// @param dropped names of fields that Forgejo does not know
        record Known(BodyFacts facts, Map<String, ?> fields, List<String> dropped)
                implements Reading {
            Known(BodyFacts facts) {
                this(facts, Map.of(), List.of());
            }
        }

        record Refused(Refusal refusal) implements Reading {}
    }

    /// @param plan any but [BodyPlan.Refused]
    static Intake of(BodyPlan plan, RequestHead head, Route route) {
        return switch (plan) {
            case BodyPlan.Refused refused ->
                    throw new IllegalArgumentException("a refused body is not read");
            case BodyPlan.Inspect inspect -> new JsonIntake(route, inspect.mediaType());
            case BodyPlan.Fetch fetch -> new FetchIntake(fetch.gzip());
            case BodyPlan.Push push -> new PushIntake(push.gzip(), head.bodyBytes());
            case BodyPlan.Nothing nothing -> new PlainIntake(plan, head, route);
            case BodyPlan.Stream stream -> new PlainIntake(plan, head, route);
            case BodyPlan.Upload upload -> new PlainIntake(plan, head, route);
            case BodyPlan.LfsFile file -> new PlainIntake(plan, head, route);
        };
    }

    /// What is known before a byte of the body is read; none where some of it is needed.
    Optional<Reading> start();

    /// Takes the next piece.
    ///
    /// @return what is known, once it is; not asked again after that
    Optional<Reading> accept(byte[] bytes, boolean last);

    /// What goes to Forgejo.
    ///
    /// @param body how more of the body is had
    OutboundBody outbound(Admitted admitted, IncomingBody body);

    static Reading refused(String rule, String detail, String remedy) {
        return new Reading.Refused(new Refusal(RefusalCode.MALFORMED, rule, detail, remedy));
    }
}
