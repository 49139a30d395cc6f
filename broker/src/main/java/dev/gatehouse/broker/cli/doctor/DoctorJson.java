package dev.gatehouse.broker.cli.doctor;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The report for programs: `worst`, and `findings` with what is well too.
final class DoctorJson {
    private static final JsonMapper JSON = new JsonMapper();

    private DoctorJson() {}

    static String of(List<Finding> findings) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("worst", worst(findings).word());
        document.put("findings", findings.stream().map(DoctorJson::members).toList());
        return JSON.writeValueAsString(document);
    }

    static Level worst(List<Finding> findings) {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }

    private static Map<String, Object> members(Finding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", finding.id());
        members.put("level", finding.level().word());
        members.put("check", finding.check());
        finding.agent().map(AgentName::value).ifPresent(agent -> members.put("agent", agent));
        members.put("what", finding.what());
        members.put("why", finding.why());
        members.put("remedy", finding.remedy());
        return members;
    }
}
