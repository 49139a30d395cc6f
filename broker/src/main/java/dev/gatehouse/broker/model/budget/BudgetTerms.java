package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.ModelLimits;

/// What a budget is measured by; replaced on a reload.
///
/// @param path where the limits stand, such as `agents.dev.model.limits`
public record BudgetTerms(String path, ModelLimits limits, PriceTable prices) {}
