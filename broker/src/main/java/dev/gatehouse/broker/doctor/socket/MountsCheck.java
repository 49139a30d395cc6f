package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whether something is mounted at or below the runtime directory: then one name stands for two
/// directories.
///
/// @param processes `/proc`
public record MountsCheck(Site site, Path processes) implements Check {
    /// Of a line of proc_pid_mountinfo(5).
    private static final int MOUNT_POINT = 4;

    @Override
    public String name() {
        return "mounts";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Path directory = site.configuration().runtimeDirectory();
        List<Path> over =
                Files.readAllLines(processes.resolve("self/mountinfo")).stream()
                        .map(line -> Path.of(unescaped(line.split(" ", -1)[MOUNT_POINT])))
                        .filter(point -> point.startsWith(directory))
                        .toList();
        over.forEach(point ->
                findings.of(
                        Symptom.MOUNTED_OVER,
                        "something is mounted at " + point,
                        Map.of("path", point)));
        if (over.isEmpty()) {
            findings.ok("nothing is mounted over " + directory);
        }
    }

    private static String unescaped(String point) {
        return point.replace("\\040", " ").replace("\\134", "\\");
    }
}
