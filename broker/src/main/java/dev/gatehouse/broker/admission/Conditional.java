package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.policy.PushConditions;
import dev.gatehouse.broker.route.Route;

/// A push that is granted and on record, its repository confirmed, and that waits for what only its
/// objects can tell. [Admissions#settle] takes it further.
public final class Conditional implements Admission {
    private final Asking asking;
    private final Route.Git route;
    private final AuditId audit;
    private final PushConditions conditions;
    private final long repositoryId;

    Conditional(
            Asking asking,
            Route.Git route,
            AuditId audit,
            PushConditions conditions,
            long repositoryId) {
        this.asking = asking;
        this.route = route;
        this.audit = audit;
        this.conditions = conditions;
        this.repositoryId = repositoryId;
    }

    public Asking asking() {
        return asking;
    }

    public Route.Git route() {
        return route;
    }

    /// What has to be true of the objects.
    public PushConditions conditions() {
        return conditions;
    }

    /// Names the repository whatever it is called: the forge's id of it, and whether it is the
    /// wiki.
    public String repositoryKey() {
        return repositoryId + (route.address().wiki() ? "-wiki" : "");
    }

    AuditId audit() {
        return audit;
    }
}
