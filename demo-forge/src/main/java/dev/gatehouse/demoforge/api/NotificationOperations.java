package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Notification;
import dev.gatehouse.demoforge.world.Notification.Status;
import dev.gatehouse.demoforge.world.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The caller's notifications: list, read, mark. All that marking needs is in the query.
final class NotificationOperations {
    private NotificationOperations() {}

    static void addTo(Routes<Operation> routes) {
        String ofRepository = "/repos/{owner}/{repo}/notifications";
        String thread = "/notifications/threads/{id}";
        routes.on("GET", "/notifications", call -> list(call, own(call)))
                .on("PUT", "/notifications", call -> mark(call, own(call)))
                .on("GET", "/notifications/new", NotificationOperations::countNew)
                .on("GET", thread, call -> answer(call, 200, thread(call)))
                .on("PATCH", thread, NotificationOperations::markThread)
                .on("GET", ofRepository, call -> list(call, inRepository(call)))
                .on("PUT", ofRepository, call -> mark(call, inRepository(call)));
    }

    private static Stream<Notification> own(Call call) throws Refusal {
        return call.world().inbox().of(call.doer()).stream();
    }

    private static Stream<Notification> inRepository(Call call) throws Refusal {
        Repository repository = call.repository();
        return own(call).filter(n -> n.issue().repository().equals(repository));
    }

    private static Answer list(Call call, Stream<Notification> all) throws Refusal {
        List<Status> statuses = statuses(call, List.of(Status.UNREAD, Status.PINNED));
        List<String> types = call.request().query().all("subject-type");
        Optional<Instant> since = Moments.inQuery(call, "since");
        Optional<Instant> before = Moments.inQuery(call, "before");
        List<Notification> found =
                all.filter(n -> statuses.contains(n.status()))
                        .filter(n -> types.isEmpty() || types.contains(type(n)))
                        .filter(n -> since.isEmpty() || !n.updatedAt().isBefore(since.get()))
                        .filter(n -> before.isEmpty() || !n.updatedAt().isAfter(before.get()))
                        .toList();
        return call.page().linked(found, new NotificationViews(call.views())::thread);
    }

    private static String type(Notification notification) {
        return notification.issue().pull().isPresent() ? "pull" : "issue";
    }

    private static List<Status> statuses(Call call, List<Status> otherwise) {
        if (call.query("all").filter("true"::equals).isPresent()) {
            return List.of(Status.values());
        }
        List<String> names = call.request().query().all("status-types");
        return names.isEmpty()
                ? otherwise
                : names.stream().flatMap(name -> status(name).stream()).toList();
    }

    private static Optional<Status> status(String name) {
        return Stream.of(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static Status target(Call call) {
        return call.query("to-status").flatMap(NotificationOperations::status).orElse(Status.READ);
    }

    private static Answer mark(Call call, Stream<Notification> all) throws Refusal {
        List<Status> statuses = statuses(call, List.of(Status.UNREAD));
        Optional<Instant> lastRead = Moments.inQuery(call, "last_read_at");
        var marked = new ArrayList<Notification>();
        all.filter(n -> statuses.contains(n.status()))
                .filter(n -> lastRead.isEmpty() || !n.updatedAt().isAfter(lastRead.get()))
                .forEach(marked::add);
        marked.forEach(notification -> notification.mark(target(call)));
        var views = new NotificationViews(call.views());
        return Answer.json(205, Json.array(marked.stream().map(views::thread).toList()));
    }

    private static Answer countNew(Call call) throws Refusal {
        long unread = own(call).filter(n -> n.status() == Status.UNREAD).count();
        return Answer.json(200, Json.object().put("new", unread));
    }

    private static Notification thread(Call call) throws Refusal {
        long id = call.number("id");
        Notification found =
                call.world()
                        .inbox()
                        .find(id)
                        .orElseThrow(() ->
                                Refusal.of(404, "notification does not exist [id: " + id + "]"));
        if (!found.receiver().equals(call.doer())) {
            throw Refusal.of(
                    403, "only user itself and admin are allowed to read/change this thread " + id);
        }
        return found;
    }

    private static Answer markThread(Call call) throws Refusal {
        Notification thread = thread(call);
        thread.mark(target(call));
        return answer(call, 205, thread);
    }

    private static Answer answer(Call call, int status, Notification thread) {
        return Answer.json(status, new NotificationViews(call.views()).thread(thread));
    }
}
