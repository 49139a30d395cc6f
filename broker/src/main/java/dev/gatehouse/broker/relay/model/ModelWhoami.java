package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.credential.key.KeyState;
import dev.gatehouse.broker.model.ModelGlob;
import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.model.ModelRules;
import dev.gatehouse.broker.model.budget.Budget;
import dev.gatehouse.broker.model.budget.BudgetSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What an agent is told of its own door to a model, and the operator too: what is granted, the
/// state of the key, and what was used of the limits.
public final class ModelWhoami {
    private static final JsonMapper JSON = new JsonMapper();

    private ModelWhoami() {}

    public static byte[] of(ModelRules rules, Budget budget, KeyState key) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("agent", rules.agent().value());
        answer.put("door", "model");
        answer.put("api", rules.api().word());
        answer.put("models", rules.models().stream().map(ModelGlob::text).toList());
        answer.put("allow", rules.allowances().stream().map(it -> it.word()).sorted().toList());
        answer.put("credential", key.word());
        answer.put("limits", limits(rules.limits()));
        answer.put("used", used(budget.snapshot()));
        return JSON.writeValueAsBytes(answer);
    }

    private static Map<String, Object> limits(ModelLimits limits) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requests-per-minute", limits.requestsPerMinute());
        limits.requestsPerDay().ifPresent(it -> answer.put("requests-per-day", it));
        limits.tokensPerMinute().ifPresent(it -> answer.put("tokens-per-minute", it));
        limits.tokensPerDay().ifPresent(it -> answer.put("tokens-per-day", it));
        limits.moneyPerDay().ifPresent(it -> answer.put("money-per-day", it));
        answer.put("concurrent", limits.concurrent());
        answer.put("body", limits.bodyBytes());
        return answer;
    }

    private static Map<String, Object> used(BudgetSnapshot used) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requests_minute", used.requestsMinute());
        answer.put("requests_day", used.requestsDay());
        answer.put("tokens_minute", used.tokensMinute());
        answer.put("tokens_day", used.tokensDay().total());
        answer.put("money_day", used.moneyDay());
        answer.put("under_way", used.underWay());
        return answer;
    }
}
