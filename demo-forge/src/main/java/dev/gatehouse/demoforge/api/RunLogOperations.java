package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.WorkflowRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What runs printed: of one job as text, of a whole run as a zip with one file for each job.
final class RunLogOperations {
    private RunLogOperations() {}

    static void addTo(Routes<Operation> routes) {
        String actions = "/repos/{owner}/{repo}/actions";
        routes.on("GET", actions + "/jobs/{job}/logs", RunLogOperations::ofJob)
                .on("GET", actions + "/runs/{run}/logs", RunLogOperations::ofRun);
    }

    private static Answer ofJob(Call call) throws Refusal {
        long id = call.number("job");
        return call.repository().runs().stream()
                .flatMap(run -> run.jobs().stream())
                .filter(job -> job.id() == id)
                .findFirst()
                .map(job -> Answer.text(200, job.log()).with("Accept-Ranges", "bytes"))
                .orElseThrow(() ->
                        Refusal.of(404, "run job with id " + id + ": resource does not exist"));
    }

    private static Answer ofRun(Call call) throws IOException, Refusal {
        WorkflowRun run = RunOperations.run(call);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (WorkflowRun.Job job : run.jobs()) {
                String name = "%s-%d-attempt-1.log".formatted(job.name(), job.id());
                zip.putNextEntry(new ZipEntry(name));
                zip.write(job.log().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Answer.bytes(200, "application/zip", Content.of(bytes.toByteArray()))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"run-" + run.id() + "-logs.zip\"");
    }
}
