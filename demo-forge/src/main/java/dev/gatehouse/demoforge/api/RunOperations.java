package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.WorkflowRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Runs of workflows: dispatch, list, read, cancel, delete.
final class RunOperations {
    private static final List<String> FOLDERS =
            List.of(".forgejo/workflows/", ".gitea/workflows/", ".github/workflows/");

    private RunOperations() {}

    static void addTo(Routes<Operation> routes) {
        String actions = "/repos/{owner}/{repo}/actions";
        String run = actions + "/runs/{run}";
        routes.on("GET", actions + "/runs", RunOperations::list)
                .on("GET", run, RunOperations::read)
                .on("DELETE", run, RunOperations::delete)
                .on("GET", run + "/jobs", RunOperations::jobs)
                .on("POST", run + "/cancel", RunOperations::cancel)
                .on("GET", actions + "/artifacts", RunOperations::artifacts)
                .on("GET", actions + "/tasks", RunOperations::tasks)
                .on("POST", actions + "/workflows/{file}/dispatches", RunOperations::dispatch);
        RunLogOperations.addTo(routes);
    }

    /// Nothing runs here, so nothing is left behind.
    private static Answer artifacts(Call call) throws Refusal {
        return call.page().linked(List.<WorkflowRun>of(), run -> Json.object());
    }

    private static List<WorkflowRun> wanted(Call call) throws Refusal {
        List<String> statuses = call.request().query().all("status");
        List<String> events = call.request().query().all("event");
        String number = call.query("run_number").filter(n -> !n.equals("0")).orElse("");
        String commit = call.query("head_sha").orElse("");
        String ref = call.query("ref").orElse("");
        String workflow = call.query("workflow_id").orElse("");
        return call.repository().runs().reversed().stream()
                .filter(run -> statuses.isEmpty() || statuses.contains(WorkflowRun.STATUS))
                .filter(run -> events.isEmpty() || events.contains(WorkflowRun.EVENT))
                .filter(run -> number.isEmpty() || number.equals(Long.toString(run.number())))
                .filter(run -> commit.isEmpty() || run.commit().equals(commit))
                .filter(run -> ref.isEmpty() || run.ref().equals(ref))
                .filter(run -> workflow.isEmpty() || run.workflow().equals(workflow))
                .toList();
    }

    /// One of the lists that ignore `limit` unless `page` is given.
    private static Answer list(Call call) throws Refusal {
        List<WorkflowRun> found = wanted(call);
        var views = new RunViews(call.views(), call.repository());
        List<WorkflowRun> shown = call.page().cutUnlessAll(found);
        ObjectNode view = Json.object();
        view.set("workflow_runs", Json.array(shown.stream().map(views::run).toList()));
        return Answer.json(200, view.put("total_count", found.size()));
    }

    private static Answer tasks(Call call) throws Refusal {
        var views = new RunViews(call.views(), call.repository());
        var tasks = new ArrayList<ObjectNode>();
        for (WorkflowRun run : wanted(call)) {
            run.jobs().forEach(job -> tasks.add(views.task(run, job)));
        }
        ObjectNode view = Json.object();
        view.set("workflow_runs", Json.array(call.page().cutUnlessAll(tasks)));
        return Answer.json(200, view.put("total_count", tasks.size()));
    }

    static WorkflowRun run(Call call) throws Refusal {
        long id = call.number("run");
        return call.repository().runs().stream()
                .filter(run -> run.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.of(404, "run with id " + id + ": resource does not exist"));
    }

    private static Answer read(Call call) throws Refusal {
        return Answer.json(200, new RunViews(call.views(), call.repository()).run(run(call)));
    }

    private static Answer jobs(Call call) throws Refusal {
        WorkflowRun run = run(call);
        var views = new RunViews(call.views(), call.repository());
        return Answer.json(
                200, Json.array(run.jobs().stream().map(job -> views.job(run, job)).toList()));
    }

    /// What is over stays as it is.
    private static Answer cancel(Call call) throws Refusal {
        call.needsWriter();
        run(call);
        return Answer.empty(204);
    }

    private static Answer delete(Call call) throws Refusal {
        call.needsWriter();
        call.repository().runs().remove(run(call));
        return Answer.empty(204);
    }

    private static Answer dispatch(Call call) throws IOException, Refusal {
        call.needsWriter();
        Fields body = call.body();
        String ref = body.text("ref").orElse("");
        if (ref.isEmpty()) {
            throw Refusal.of(400, "ref is empty");
        }
        WorkflowRun run = started(call, ref, call.parameter("file"));
        call.repository().runs().add(run);
        if (!body.flag("return_run_info")) {
            return Answer.empty(204);
        }
        ObjectNode view = Json.object().put("id", run.id()).put("run_number", run.number());
        view.set("jobs", Json.texts(run.jobs().stream().map(WorkflowRun.Job::name).toList()));
        return Answer.json(201, view);
    }

    private static WorkflowRun started(Call call, String ref, String file)
            throws IOException, Refusal {
        Repository repository = call.repository();
        BareRepository git = repository.git();
        String commit = git.resolve(ref).orElseThrow(Refusal::notFound);
        Instant now = call.world().now();
        var jobs = new ArrayList<WorkflowRun.Job>();
        for (Workflow.Job job : Workflow.jobs(yaml(git, commit, file))) {
            String log =
                    "%1$s %2$s: started on %3$s at %4$s%n%1$s %2$s: done%n"
                            .formatted(now, job.name(), job.runsOn(), commit);
            jobs.add(new WorkflowRun.Job(call.world().nextId(), job.name(), job.runsOn(), log));
        }
        boolean isBranch = git.branch(ref).isPresent();
        return new WorkflowRun(
                call.world().nextId(),
                repository.nextRun(),
                file,
                git.commit(commit).message().lines().findFirst().orElse(""),
                isBranch ? "refs/heads/" + ref : ref,
                commit,
                call.doer(),
                now,
                jobs);
    }

    private static String yaml(BareRepository git, String commit, String file)
            throws IOException, Refusal {
        for (String folder : FOLDERS) {
            Optional<TreeEntry> entry = git.entry(commit, folder + file);
            if (entry.isPresent()) {
                return git.blob(entry.get().id()).text();
            }
        }
        throw Refusal.of(404, "workflow \"" + file + "\": resource does not exist");
    }
}
