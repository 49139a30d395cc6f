package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.route.Route;
import java.util.Map;

/// A call that may go: decided, on record, its repository confirmed. Only [Admissions] makes one,
/// and nothing goes upstream without one.
public final class Admitted implements Admission {
    private final Asking asking;
    private final Route route;
    private final AuditId audit;
    private final Map<String, String> pinned;

    Admitted(Asking asking, Route route, AuditId audit, Map<String, String> pinned) {
        this.asking = asking;
        this.route = route;
        this.audit = audit;
        this.pinned = Map.copyOf(pinned);
    }

    public Asking asking() {
        return asking;
    }

    public Route route() {
        return route;
    }

    /// Body fields to set to what was decided on.
    public Map<String, String> pinned() {
        return pinned;
    }

    AuditId audit() {
        return audit;
    }
}
