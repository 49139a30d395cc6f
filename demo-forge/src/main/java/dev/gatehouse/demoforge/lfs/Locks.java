package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.FormValues;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// File locks. Anyone who may push can break another's with `force`; to verify takes the right to
/// push, though a token that may only read.
final class Locks {
    private record Lock(long id, long repositoryId, String path, Account owner, Instant at) {
        JsonNode view() {
            ObjectNode view = Json.object().put("id", Long.toString(id)).put("path", path);
            view.put("locked_at", at.toString()).putObject("owner").put("name", owner.name());
            return view;
        }
    }

    private final List<Lock> locks = new ArrayList<>();
    private long lastId;

    synchronized Answer list(LfsCall call) throws LfsRefusal {
        Repository repository = call.locks(Access.READ, Access.READ, "list");
        FormValues query = call.request().query();
        Optional<String> id = query.first("id").filter(text -> !text.isEmpty());
        Optional<String> path = query.first("path").filter(text -> !text.isEmpty());
        if (id.isPresent() && !id.get().matches("\\d{1,18}")) {
            throw LfsRefusal.ofLock(
                    400,
                    "bad request : strconv.ParseInt: parsing \"" + id.get() + "\": invalid syntax");
        }
        Predicate<Lock> wanted =
                lock ->
                        id.map(Long::parseLong).filter(number -> number != lock.id).isEmpty()
                                && path.filter(name -> !name.equals(lock.path)).isEmpty();
        return page(query, of(repository).stream().filter(wanted).toList());
    }

    /// A page, which begins at `cursor`, counted in pages from 1.
    private static Answer page(FormValues query, List<Lock> found) {
        int limit = number(query, "limit");
        int skipped = Math.max(number(query, "cursor") - 1, 0) * limit;
        List<Lock> page = limit == 0 ? found : found.stream().skip(skipped).limit(limit).toList();
        ObjectNode document = Json.object();
        document.set("locks", views(page));
        if (limit > 0 && page.size() == limit) {
            document.put("next_cursor", Integer.toString(number(query, "cursor") + 1));
        }
        return Answer.json(200, document);
    }

    private static int number(FormValues query, String name) {
        return query.first(name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    synchronized Answer create(LfsCall call) throws IOException, LfsRefusal {
        Repository repository = call.locks(Access.WRITE, Access.WRITE, "create");
        String path = clean(call.body(400, "Bad Request").path("path").asString(""));
        Optional<Lock> taken =
                of(repository).stream().filter(lock -> lock.path.equals(path)).findFirst();
        if (taken.isPresent()) {
            ObjectNode document = Json.object().put("message", "already created lock");
            document.set("lock", taken.get().view());
            return Answer.json(409, document);
        }
        var lock = new Lock(++lastId, repository.id(), path, call.doer(), call.world().now());
        locks.add(lock);
        return answer(201, lock);
    }

    private static String clean(String path) {
        return path.replaceAll("/+", "/").replaceFirst("^/", "");
    }

    synchronized Answer verify(LfsCall call) throws LfsRefusal {
        Repository repository = call.locks(Access.READ, Access.WRITE, "verify");
        ObjectNode document = Json.object();
        Predicate<Lock> isOurs = lock -> lock.owner.equals(call.doer());
        document.set("ours", views(of(repository).stream().filter(isOurs).toList()));
        document.set("theirs", views(of(repository).stream().filter(isOurs.negate()).toList()));
        return Answer.json(200, document);
    }

    synchronized Answer unlock(LfsCall call) throws IOException, LfsRefusal {
        Repository repository = call.locks(Access.WRITE, Access.WRITE, "delete");
        boolean force = call.body(400, "Bad Request").path("force").asBoolean(false);
        Lock lock =
                of(repository).stream()
                        .filter(held -> Long.toString(held.id).equals(call.parameter("lid")))
                        .filter(held -> force || held.owner.equals(call.doer()))
                        .findFirst()
                        .orElseThrow(() ->
                                LfsRefusal.ofLock(
                                        500, "unable to delete lock : Internal Server Error"));
        locks.remove(lock);
        return answer(200, lock);
    }

    private static Answer answer(int status, Lock lock) {
        ObjectNode document = Json.object();
        document.set("lock", lock.view());
        return Answer.json(status, document);
    }

    private static JsonNode views(List<Lock> some) {
        return Json.array(some.stream().map(Lock::view).toList());
    }

    private List<Lock> of(Repository repository) {
        return locks.stream().filter(lock -> lock.repositoryId == repository.id()).toList();
    }
}
