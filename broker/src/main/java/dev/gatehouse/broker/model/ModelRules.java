package dev.gatehouse.broker.model;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one agent may ask of its model's API. Immutable.
///
/// @param models patterns, at least one; a model that none of them matches is refused
public record ModelRules(
        AgentName agent,
        ModelApi api,
        List<ModelGlob> models,
        Set<ModelAllowance> allowances,
        ModelLimits limits) {
    public ModelRules {
        models = List.copyOf(models);
        allowances = Set.copyOf(allowances);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("an agent with a model door has a model");
        }
    }

    /// Before the body is read: the operation, and the model where the path names one.
    public ModelDecision decide(ModelRoute.Call call) {
        ModelOperation operation = call.operation();
        if (operation.allowance().isPresent()
                && !allowances.contains(operation.allowance().get())) {
            String word = operation.allowance().get().word();
            return new ModelDecision.Refuse(
                    new Refusal(
                            RefusalCode.NOT_GRANTED,
                            path("allow"),
                            operation.id() + " is not granted to agent " + agent,
                            "Do without, or ask the operator for model.allow: [" + word + "]."));
        }
        return call.model()
                .map(this::decide)
                .orElseGet(() ->
                        new ModelDecision.Permit(
                                operation
                                        .allowance()
                                        .map(word -> path("allow"))
                                        .orElse(path("api"))));
    }

    /// A model that a path or body names.
    public ModelDecision decide(String model) {
        if (!ModelName.isValid(model)) {
            return new ModelDecision.Refuse(
                    new Refusal(
                            RefusalCode.MALFORMED,
                            path("models"),
                            "what stands as a model's name cannot be one",
                            "Name a model with letters, digits and ._:/@[]-, at most 128."));
        }
        for (int at = 0; at < models.size(); at++) {
            if (models.get(at).matches(model)) {
                return new ModelDecision.Permit(path("models[" + at + "]"));
            }
        }
        return new ModelDecision.Refuse(
                new Refusal(
                        RefusalCode.NOT_GRANTED,
                        path("models"),
                        "model "
                                + model
                                + " is not granted to agent "
                                + agent
                                + " (models: "
                                + models.stream()
                                        .map(ModelGlob::text)
                                        .collect(Collectors.joining(", "))
                                + ")",
                        "Use one of these, or ask the operator."));
    }

    /// Where a rule stands in the configuration.
    public String path(String key) {
        return "agents." + agent + ".model." + key;
    }
}
