package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Stopwatch;
import dev.gatehouse.demoforge.world.Timesheet;
import java.util.Optional;

/// Stopwatches: stopping one makes a tracked time.
final class StopwatchOperations {
    private StopwatchOperations() {}

    static void addTo(Routes<Operation> routes) {
        String stopwatch = "/repos/{owner}/{repo}/issues/{index}/stopwatch";
        routes.on("POST", stopwatch + "/start", StopwatchOperations::start)
                .on("POST", stopwatch + "/stop", StopwatchOperations::stop)
                .on("DELETE", stopwatch + "/delete", StopwatchOperations::cancel)
                .on("GET", "/user/stopwatches", StopwatchOperations::mine);
    }

    private static Answer mine(Call call) throws Refusal {
        return call.page()
                .counted(
                        call.world().timesheet().stopwatches(call.doer()),
                        watch -> new TimeViews(call.views()).stopwatch(watch, call.world().now()));
    }

    private static Answer start(Call call) throws Refusal {
        if (running(call).isPresent()) {
            throw Refusal.of(409, "cannot start a stopwatch again if it already exists");
        }
        call.world().timesheet().start(call.doer(), call.issue(), call.world().now());
        return Answer.empty(201);
    }

    private static Answer stop(Call call) throws Refusal {
        call.world().timesheet().stop(mustRun(call), call.world().now());
        return Answer.empty(201);
    }

    private static Answer cancel(Call call) throws Refusal {
        call.world().timesheet().cancel(mustRun(call));
        return Answer.empty(204);
    }

    private static Stopwatch mustRun(Call call) throws Refusal {
        return running(call)
                .orElseThrow(() -> Refusal.of(409, "cannot stop/cancel a non existent stopwatch"));
    }

    private static Optional<Stopwatch> running(Call call) throws Refusal {
        Timesheet timesheet = call.world().timesheet();
        var issue = call.issue();
        call.needs(Access.WRITE, "");
        return timesheet.running(call.doer(), issue);
    }
}
