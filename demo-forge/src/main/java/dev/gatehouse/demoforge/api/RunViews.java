package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.WorkflowRun;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs, jobs and tasks as Forgejo's JSON. A task is a job that was given to a runner; here each
/// job was, under its own id.
record RunViews(Views views, Repository repository) {

    JsonNode run(WorkflowRun run) {
        String at = run.at().toString();
        ObjectNode view = Json.object().put("id", run.id()).put("title", run.title());
        view.set("repository", views.repository(repository));
        view.put("workflow_id", run.workflow()).put("index_in_repo", run.number());
        view.set("trigger_user", views.user(run.actor()));
        return view.put("ScheduleID", 0)
                .put("prettyref", branch(run))
                .put("is_ref_deleted", false)
                .put("commit_sha", run.commit())
                .put("is_fork_pull_request", false)
                .put("need_approval", false)
                .put("approved_by", 0)
                // A hook's event; starting a run by hand is none.
                .put("event", "")
                .put("event_payload", "{}")
                .put("trigger_event", WorkflowRun.EVENT)
                .put("status", WorkflowRun.STATUS)
                .put("started", at)
                .put("stopped", at)
                .put("created", at)
                .put("updated", at)
                .put("duration", 0)
                .put("html_url", url(run));
    }

    private static String branch(WorkflowRun run) {
        return run.ref().replaceFirst("^refs/heads/", "");
    }

    private String url(WorkflowRun run) {
        return views.links().html(repository) + "/actions/runs/" + run.number();
    }

    JsonNode job(WorkflowRun run, WorkflowRun.Job job) {
        ObjectNode view =
                Json.object()
                        .put("id", job.id())
                        .put("run_id", run.id())
                        .put("attempt", 1)
                        .put("handle", "")
                        .put("repo_id", repository.id())
                        .put("owner_id", repository.owner().id())
                        .put("name", job.name())
                        .putNull("needs");
        view.set("runs_on", Json.texts(List.of(job.runsOn())));
        return view.put("task_id", job.id()).put("status", WorkflowRun.STATUS);
    }

    ObjectNode task(WorkflowRun run, WorkflowRun.Job job) {
        String at = run.at().toString();
        return Json.object()
                .put("id", job.id())
                .put("name", job.name())
                .put("head_branch", branch(run))
                .put("head_sha", run.commit())
                .put("run_number", run.number())
                .put("event", WorkflowRun.EVENT)
                .put("display_title", run.title())
                .put("status", WorkflowRun.STATUS)
                .put("workflow_id", run.workflow())
                .put("url", url(run))
                .put("created_at", at)
                .put("updated_at", at)
                .put("run_started_at", at);
    }
}
