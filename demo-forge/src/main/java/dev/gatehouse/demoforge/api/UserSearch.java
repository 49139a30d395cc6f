package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Account;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Finds people by name.
final class UserSearch {
    private UserSearch() {}

    static void addTo(Routes<Operation> routes) {
        routes.on("GET", "/users/search", UserSearch::search);
    }

    private static Answer search(Call call) {
        String words = call.query("q").orElse("").toLowerCase(Locale.ROOT);
        String id = call.query("uid").filter(given -> !given.equals("0")).orElse("");
        List<Account> found =
                call.world().people().stream()
                        .filter(account -> matches(account, words))
                        .filter(a -> id.isEmpty() || Long.toString(a.id()).equals(id))
                        .toList();
        Answer page = call.page().linked(found, call.views()::user);
        ObjectNode answer = Json.object();
        List<Account> shown = call.page().cut(found);
        answer.set("data", Json.array(shown.stream().map(call.views()::user).toList()));
        return page.with(Answer.json(200, answer.put("ok", true)).body());
    }

    private static boolean matches(Account account, String words) {
        return account.name().toLowerCase(Locale.ROOT).contains(words)
                || account.fullName().toLowerCase(Locale.ROOT).contains(words);
    }
}
