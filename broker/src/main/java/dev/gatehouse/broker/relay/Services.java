package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Admissions;
import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.admission.SeenAttachments;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.quarantine.Quarantines;
import dev.gatehouse.broker.relay.answer.ForgeOrigin;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.upstream.ForgeClient;

/// What every exchange works with; the same for all agents.
public record Services(
        Router router,
        Admissions admissions,
        ForgeClient forge,
        Quarantines quarantines,
        ForgeOrigin origin,
        SeenAttachments attachments,
        OwnRoutes own,
        ExchangeId.Source ids) {}
