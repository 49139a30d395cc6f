package dev.gatehouse.demoforge.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is read of a workflow file: its jobs, as far as they are written in the plain style, one
/// key on a line.
final class Workflow {
    private static final Pattern KEY = Pattern.compile("( +)([\\w-]+): *(.*)");

    /// A job by its key, with what it runs on.
    record Job(String name, String runsOn) {}

    private Workflow() {}

    static List<Job> jobs(String yaml) {
        var jobs = new ArrayList<Job>();
        boolean isInside = false;
        int depth = 0;
        for (String line : yaml.lines().toList()) {
            if (!line.isBlank() && !line.startsWith(" ")) {
                isInside = line.startsWith("jobs:");
                depth = 0;
            }
            Matcher key = KEY.matcher(line);
            if (isInside && key.matches()) {
                depth = depth == 0 ? key.group(1).length() : depth;
                if (key.group(1).length() == depth) {
                    jobs.add(new Job(key.group(2), ""));
                } else if (key.group(2).equals("runs-on")) {
                    jobs.add(new Job(jobs.removeLast().name(), key.group(3).strip()));
                }
            }
        }
        return jobs;
    }
}
