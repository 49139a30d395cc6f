package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.TrackedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Times spent on issues. Who cannot write sees only the times they spent themselves.
final class TimeOperations {
    private TimeOperations() {}

    static void addTo(Routes<Operation> routes) {
        String times = "/repos/{owner}/{repo}/issues/{index}/times";
        routes.on("GET", times, TimeOperations::ofIssue)
                .on("POST", times, TimeOperations::add)
                .on("DELETE", times, TimeOperations::reset)
                .on("DELETE", times + "/{id}", TimeOperations::delete)
                .on("GET", "/repos/{owner}/{repo}/times", TimeOperations::ofRepository)
                .on("GET", "/repos/{owner}/{repo}/times/{user}", TimeOperations::ofUser)
                .on("GET", "/user/times", TimeOperations::mine);
    }

    private static Answer ofIssue(Call call) throws Refusal {
        return list(call, call.world().timesheet().times(call.issue()).stream(), user(call));
    }

    private static Answer ofRepository(Call call) throws Refusal {
        return list(call, inRepository(call), user(call));
    }

    private static Answer ofUser(Call call) throws Refusal {
        return list(call, inRepository(call), Optional.of(visible(call, call.parameter("user"))));
    }

    private static Answer mine(Call call) throws Refusal {
        Stream<TrackedTime> times = call.world().timesheet().times().stream();
        return list(call, times, Optional.of(call.doer()));
    }

    private static Stream<TrackedTime> inRepository(Call call) throws Refusal {
        Repository repository = call.repository();
        return call.world().timesheet().times().stream()
                .filter(time -> time.issue().repository().equals(repository));
    }

    /// Whose times are asked for; empty means everyone's.
    private static Optional<Account> user(Call call) throws Refusal {
        Account doer = call.doer();
        Optional<String> name = call.query("user");
        if (name.isPresent()) {
            return Optional.of(visible(call, name.get()));
        }
        return isWriter(call) ? Optional.empty() : Optional.of(doer);
    }

    private static Account visible(Call call, String name) throws Refusal {
        Account asked =
                call.world()
                        .account(name)
                        .orElseThrow(() -> Refusal.of(404, "User does not exist"));
        if (!asked.equals(call.doer()) && !isWriter(call)) {
            throw Refusal.of(403, "query by user not allowed; not enough rights");
        }
        return asked;
    }

    private static boolean isWriter(Call call) throws Refusal {
        return call.repository().accessOf(call.account()).includes(Access.WRITE);
    }

    private static Answer list(Call call, Stream<TrackedTime> times, Optional<Account> user)
            throws Refusal {
        Optional<Instant> since = Moments.inQuery(call, "since");
        Optional<Instant> before = Moments.inQuery(call, "before");
        List<TrackedTime> found =
                times.filter(time -> user.isEmpty() || time.account().equals(user.get()))
                        .filter(time -> since.isEmpty() || !time.createdAt().isBefore(since.get()))
                        .filter(time -> before.isEmpty() || !time.createdAt().isAfter(before.get()))
                        .toList();
        return call.page().counted(found, new TimeViews(call.views())::time);
    }

    private static Answer add(Call call) throws Refusal {
        Issue issue = call.issue();
        call.needs(Access.WRITE, "");
        Fields body = call.body();
        long seconds =
                body.number("time")
                        .filter(given -> given != 0)
                        .orElseThrow(() -> Refusal.of(422, "[Time]: Required"));
        Instant at = Moments.inBody(body, "created").orElse(call.world().now());
        TrackedTime time =
                call.world()
                        .timesheet()
                        .add(issue, spender(call, body), Duration.ofSeconds(seconds), at);
        return Answer.json(200, new TimeViews(call.views()).time(time));
    }

    /// Only those who administer the repository add time for others; of the rest, it is their own.
    private static Account spender(Call call, Fields body) throws Refusal {
        Optional<Account> other = body.text("user_name", "user").flatMap(call.world()::account);
        boolean isAdmin = call.repository().accessOf(call.doer()).includes(Access.ADMIN);
        return isAdmin ? other.orElse(call.doer()) : call.doer();
    }

    private static Answer reset(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        Account doer = call.doer();
        List<TrackedTime> own =
                call.world().timesheet().times(call.issue()).stream()
                        .filter(time -> time.account().equals(doer))
                        .toList();
        if (own.isEmpty()) {
            throw Refusal.notFound();
        }
        own.forEach(call.world().timesheet()::remove);
        return Answer.empty(204);
    }

    private static Answer delete(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        long id = call.number("id");
        TrackedTime gone =
                call.world().timesheet().times(call.issue()).stream()
                        .filter(time -> time.id() == id)
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        if (!gone.account().equals(call.doer())) {
            throw Refusal.of(403, "");
        }
        call.world().timesheet().remove(gone);
        return Answer.empty(204);
    }
}
