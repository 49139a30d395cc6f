package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.Fetch;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.policy.BodyFacts;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.FetchFacts;
import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import java.util.List;
import java.util.Optional;

/// What the audit log is told of a call.
final class Recorded {
    private Recorded() {}

    static Caller caller(Asking asking) {
        return new Caller(asking.agent().name(), asking.agent().account(), asking.peer());
    }

    /// @param mayForce whether an update of a ref may rewrite its history
    static Call call(
            Asking asking,
            Optional<Route> route,
            Optional<RepositoryName> repository,
            BodyFacts facts,
            boolean mayForce) {
        return new Call(
                asking.exchange().value(),
                route.map(Recorded::operation),
                route.map(Route::method),
                repository,
                refs(facts, mayForce),
                facts instanceof FetchFacts fetch ? Optional.of(fetch(fetch)) : Optional.empty(),
                Optional.empty(),
                Call.Door.FORGE);
    }

    private static String operation(Route route) {
        return switch (route) {
            case Route.Api api -> api.operation().id();
            case Route.Download download -> download.kind();
            case Route.Attachment attachment -> "attachment";
            case Route.Git git ->
                    git.service().word()
                            + (git.address().wiki() ? "/wiki" : "")
                            + (git.advertisement() ? "/info-refs" : "");
            case Route.Lfs lfs -> lfs.call().word();
            case Route.Broker broker -> "broker";
        };
    }

    private static List<RefUpdate> refs(BodyFacts facts, boolean mayForce) {
        return switch (facts) {
            case PushFacts push -> refs(push, mayForce);
            case CallFacts call -> refs(call);
            case FetchFacts _, LfsFacts _ -> List.of();
        };
    }

    /// The forge knows what they point to. A name that no ref has is refused by it, and has no
    /// place in the log.
    private static List<RefUpdate> refs(CallFacts call) {
        return call.writtenRefs().stream()
                .filter(RefUpdate::isRef)
                .map(ref ->
                        new RefUpdate(ref, Optional.empty(), Optional.empty(), call.asksForForce()))
                .toList();
    }

    private static List<RefUpdate> refs(PushFacts push, boolean mayForce) {
        return push.changes().stream()
                .map(change ->
                        new RefUpdate(
                                change.ref(),
                                Optional.of(change.oldId()),
                                Optional.of(change.newId()),
                                mayForce && change.isUpdate()))
                .toList();
    }

    private static Fetch fetch(FetchFacts facts) {
        return new Fetch(
                facts.command(),
                facts.wants(),
                facts.wantCount(),
                facts.haveCount(),
                facts.depth(),
                facts.filter());
    }
}
