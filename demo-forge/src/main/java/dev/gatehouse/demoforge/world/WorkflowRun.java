package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.List;

/// One run of a workflow. Nothing is executed here: a run is over, and a success, as soon as it was
/// asked for, and its log says so.
public record WorkflowRun(
        long id,
        long number,
        String workflow,
        String title,
        String ref,
        String commit,
        Account actor,
        Instant at,
        List<Job> jobs) {

    /// One job of the run with its log.
    public record Job(long id, String name, String runsOn, String log) {}

    public static final String STATUS = "success";
    public static final String EVENT = "workflow_dispatch";

    public WorkflowRun {
        jobs = List.copyOf(jobs);
    }
}
