package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.reach.Reach;
import java.util.function.Supplier;

/// What every exchange works with; the same for all agents.
record Services(
        Supplier<ClosedHosts> closed,
        Reach reach,
        AuditLog audit,
        ExchangeId.Source ids,
        EgressTimes times) {}
