package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.admission.model.ModelAdmissions;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.upstream.model.ModelClient;
import java.util.Optional;
import java.util.function.Function;

/// What every exchange with a model works with.
///
/// @param grants in force; asked once for each exchange
public record ModelServices(
        Function<AgentName, Optional<ModelGrant>> grants,
        ModelAdmissions admissions,
        ModelClient client,
        ExchangeId.Source ids) {}
