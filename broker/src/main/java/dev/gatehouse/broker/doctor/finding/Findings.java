package dev.gatehouse.broker.doctor.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one check found so far. Any thread; what comes after [#end] is dropped.
public final class Findings {
    private final Check check;
    private final Map<String, String> common;
    private final List<Finding> found = new ArrayList<>();
    private boolean ended;

    /// @param common placeholders that stand for the same in every check
    public Findings(Check check, Map<String, String> common) {
        this.check = check;
        this.common = Map.copyOf(common);
    }

    /// All is well.
    public void ok(String what) {
        add(new Finding(check.name(), Level.OK, check.name(), check.agent(), what, "", ""));
    }

    /// @param what as it is here: names the file, the number, the host
    /// @param placeholders of the symptom's remedy, and what stands for them
    public void of(Symptom symptom, String what, Map<String, ?> placeholders) {
        Map<String, Object> words = new HashMap<>(common);
        words.put("agent", check.agent().map(Object::toString).orElse("AGENT"));
        words.putAll(placeholders);
        String remedy = symptom.remedy();
        for (Map.Entry<String, Object> each : words.entrySet()) {
            remedy = remedy.replace("{" + each.getKey() + "}", each.getValue().toString());
        }
        add(
                new Finding(
                        symptom.id(),
                        symptom.level(),
                        check.name(),
                        check.agent(),
                        what,
                        symptom.why(),
                        remedy));
    }

    public void of(Symptom symptom, String what) {
        of(symptom, what, Map.of());
    }

    private synchronized void add(Finding finding) {
        if (!ended) {
            found.add(finding);
        }
    }

    /// Takes no more.
    public synchronized List<Finding> end() {
        ended = true;
        return List.copyOf(found);
    }
}
