package dev.gatehouse.broker.doctor.finding;

import dev.gatehouse.broker.agent.AgentName;
import java.util.Optional;

/// One line of the report. No text of it holds a secret, a line break or a control character.
///
/// @param id of the [Symptom], or the check's name where all is well
/// @param agent empty: it is about the host
/// @param why it matters; empty where all is well
/// @param remedy the command that mends it; empty where all is well
public record Finding(
        String id,
        Level level,
        String check,
        Optional<AgentName> agent,
        String what,
        String why,
        String remedy) {
    public Finding {
        what = OneLine.of(what);
        remedy = OneLine.of(remedy);
    }
}
