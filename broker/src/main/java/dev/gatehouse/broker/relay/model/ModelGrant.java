package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.model.ModelRouter;
import dev.gatehouse.broker.model.ModelRules;
import dev.gatehouse.broker.model.budget.Budget;
import dev.gatehouse.broker.upstream.http.Connections;

/// The model an agent has: what it may ask, what is left of its budget, and where the model is.
public record ModelGrant(ModelRules rules, ModelRouter router, Budget budget, Connections server) {}
