package dev.gatehouse.broker.admission.model;

import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.model.ModelRoute;
import dev.gatehouse.broker.model.budget.Reservation;

/// A call that may go: permitted, within its budget, and on record. Only [ModelAdmissions] makes
/// one, and only from one a key is lent.
public final class ModelAdmitted implements ModelAdmission {
    private final Asking asking;
    private final ModelRoute.Call call;
    private final Reservation reservation;
    private final AuditId audit;

    ModelAdmitted(Asking asking, ModelRoute.Call call, Reservation reservation, AuditId audit) {
        this.asking = asking;
        this.call = call;
        this.reservation = reservation;
        this.audit = audit;
    }

    public Asking asking() {
        return asking;
    }

    public ModelRoute.Call call() {
        return call;
    }

    /// Ended once the call's cost is known.
    public Reservation reservation() {
        return reservation;
    }

    AuditId audit() {
        return audit;
    }
}
