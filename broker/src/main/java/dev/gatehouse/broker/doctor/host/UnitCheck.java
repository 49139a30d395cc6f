package dev.gatehouse.broker.doctor.host;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `gatehouse.service`, where systemd runs this host and has that unit.
public record UnitCheck(HostFiles host, Programs programs) implements Check {
    private static final String UNIT = "gatehouse.service";

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public String byHand() {
        return "systemctl status gatehouse";
    }

    @Override
    public void look(Findings findings) throws IOException, InterruptedException {
        // As sd_booted(3) tells it.
        if (!Files.isDirectory(host.at("run/systemd/system"))) {
            findings.ok("systemd does not run this host");
            return;
        }
        Map<String, String> unit = properties();
        if (!"loaded".equals(unit.get("LoadState"))) {
            findings.ok("systemd has no " + UNIT);
            return;
        }
        boolean active = isActive(unit, findings);
        boolean enabled = isEnabled(unit, findings);
        boolean preserved = isPreserved(unit, findings);
        if (active && enabled && preserved) {
            findings.ok(UNIT + " is active, and starts at boot");
        }
    }

    private static boolean isActive(Map<String, String> unit, Findings findings) {
        String active = unit.getOrDefault("ActiveState", "");
        boolean well = active.equals("active") || active.equals("reloading");
        if (!well) {
            findings.of(
                    Symptom.UNIT_NOT_ACTIVE,
                    "%s is %s (%s, %s)"
                            .formatted(
                                    UNIT,
                                    active,
                                    unit.getOrDefault("SubState", ""),
                                    unit.getOrDefault("Result", "")));
        }
        return well;
    }

    private static boolean isEnabled(Map<String, String> unit, Findings findings) {
        String state = unit.getOrDefault("UnitFileState", "");
        boolean off = state.equals("disabled") || state.equals("masked");
        if (off) {
            findings.of(Symptom.UNIT_NOT_ENABLED, UNIT + " is " + state);
        }
        return !off;
    }

    private static boolean isPreserved(Map<String, String> unit, Findings findings) {
        boolean removed =
                !unit.getOrDefault("RuntimeDirectory", "").isEmpty()
                        && unit.getOrDefault("RuntimeDirectoryPreserve", "no").equals("no");
        if (removed) {
            findings.of(
                    Symptom.RUNTIME_DIRECTORY_REMOVED,
                    "RuntimeDirectory=%s with RuntimeDirectoryPreserve=no"
                            .formatted(unit.get("RuntimeDirectory")));
        }
        return !removed;
    }

    private Map<String, String> properties() throws IOException, InterruptedException {
        Programs.Ran shown =
                programs.run(
                        List.of(
                                "systemctl",
                                "show",
                                UNIT,
                                "--property=LoadState,ActiveState,SubState,Result,UnitFileState,"
                                        + "RuntimeDirectory,RuntimeDirectoryPreserve"));
        if (shown.status() != 0) {
            throw new IOException("systemctl show " + UNIT + " ended with " + shown.status());
        }
        Map<String, String> properties = new HashMap<>();
        shown.text()
                .lines()
                .map(line -> line.split("=", 2))
                .filter(line -> line.length == 2)
                .forEach(line -> properties.put(line[0], line[1]));
        return properties;
    }
}
