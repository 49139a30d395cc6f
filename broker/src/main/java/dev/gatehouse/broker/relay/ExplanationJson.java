package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/// An explanation as the members of a JSON object, for agent and operator alike.
public final class ExplanationJson {
    private ExplanationJson() {}

    public static Map<String, Object> of(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (explanation) {
            case Explanation.Permitted permitted -> {
                json.put("decision", "permit");
                json.put("operation", permitted.operation());
                json.put("rule", permitted.rule());
            }
            case Explanation.Refused refused -> {
                json.put("decision", "refuse");
                refused.operation().ifPresent(operation -> json.put("operation", operation));
                json.put("code", refused.refusal().code().word());
                json.put("rule", refused.refusal().rule());
                json.put("detail", refused.refusal().detail());
                json.put("remedy", refused.refusal().remedy());
            }
            case Explanation.Depends depends -> {
                json.put("decision", "depends");
                json.put("operation", depends.operation());
                json.put("rule", depends.rule());
                json.put("detail", depends.detail());
            }
        }
        return json;
    }
}
