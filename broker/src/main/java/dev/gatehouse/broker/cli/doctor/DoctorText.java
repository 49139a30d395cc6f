package dev.gatehouse.broker.cli.doctor;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The report for people: by host and agent, each problem with its reason and remedy, and what is
/// well in one line.
final class DoctorText {
    private static final String INDENT = " ".repeat(11);

    private DoctorText() {}

    /// @param verbose a line also for each thing that is well
    static String of(List<Finding> findings, boolean verbose) {
        StringBuilder text = new StringBuilder();
        Map<String, List<Finding>> parts =
                findings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DoctorText::heading,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        parts.forEach((heading, part) -> append(text, heading, part, verbose));
        return text.append(summary(findings)).append('\n').toString();
    }

    private static String heading(Finding finding) {
        return finding.agent().map(AgentName::value).map("agent "::concat).orElse("host");
    }

    private static void append(
            StringBuilder text, String heading, List<Finding> findings, boolean verbose) {
        text.append(heading).append('\n');
        for (Finding finding : findings) {
            if (finding.level() != Level.OK || verbose) {
                append(text, finding);
            }
        }
        String well =
                findings.stream()
                        .filter(finding -> finding.level() == Level.OK)
                        .map(Finding::check)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (!verbose && !well.isEmpty()) {
            line(text, "ok", well);
        }
    }

    private static void append(StringBuilder text, Finding finding) {
        if (finding.level() == Level.OK) {
            line(text, "ok", finding.check() + ": " + finding.what());
            return;
        }
        line(text, finding.level().word(), finding.id() + ": " + finding.what());
        text.append(INDENT).append(finding.why()).append('\n');
        text.append(INDENT).append("-> ").append(finding.remedy()).append('\n');
    }

    private static void line(StringBuilder text, String level, String what) {
        text.append("  ").append(level).append(" ".repeat(9 - level.length())).append(what);
        text.append('\n');
    }

    private static String summary(List<Finding> findings) {
        long errors = count(findings, Level.ERROR);
        long warnings = count(findings, Level.WARNING);
        return errors + warnings == 0
                ? "all is well"
                : errors + " error(s), " + warnings + " warning(s)";
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
