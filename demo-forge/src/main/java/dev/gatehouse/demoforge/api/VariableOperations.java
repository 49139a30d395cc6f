package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Variables of workflows; their names are in upper case, whoever writes them how.
final class VariableOperations {
    private VariableOperations() {}

    static void addTo(Routes<Operation> routes) {
        String variables = "/repos/{owner}/{repo}/actions/variables";
        routes.on("GET", variables, VariableOperations::list)
                .on("GET", variables + "/{name}", VariableOperations::read)
                .on("POST", variables + "/{name}", VariableOperations::create)
                .on("PUT", variables + "/{name}", VariableOperations::update)
                .on("DELETE", variables + "/{name}", VariableOperations::delete);
    }

    /// Unlike runs, variables are the owner's business.
    private static Map<String, String> variables(Call call) throws Refusal {
        call.needs(Access.OWNER, "user should be the owner of the repo");
        return call.repository().variables();
    }

    private static Answer list(Call call) throws Refusal {
        List<Map.Entry<String, String>> all = List.copyOf(variables(call).entrySet());
        Repository repository = call.repository();
        return call.page().countedUnlessAll(all, v -> view(repository, v.getKey(), v.getValue()));
    }

    private static String name(Call call) throws Refusal {
        return call.parameter("name").toUpperCase(Locale.ROOT);
    }

    private static String existing(Call call) throws Refusal {
        String name = name(call);
        if (!variables(call).containsKey(name)) {
            throw Refusal.of(404, "variable with name " + name + ": resource does not exist");
        }
        return name;
    }

    private static Answer read(Call call) throws Refusal {
        String name = existing(call);
        String value = variables(call).getOrDefault(name, "");
        return Answer.json(200, view(call.repository(), name, value));
    }

    private static JsonNode view(Repository repository, String name, String value) {
        return Json.object()
                .put("owner_id", 0)
                .put("repo_id", repository.id())
                .put("name", name)
                .put("data", value);
    }

    private static Answer create(Call call) throws Refusal {
        String name = name(call);
        if (variables(call).containsKey(name)) {
            throw Refusal.of(409, "variable name " + call.parameter("name") + " already exists");
        }
        return put(call, name, call.body());
    }

    private static Answer update(Call call) throws Refusal {
        String old = existing(call);
        Fields body = call.body();
        String value = value(body);
        variables(call).remove(old);
        variables(call)
                .put(
                        body.text("name")
                                .filter(n -> !n.isEmpty())
                                .orElse(old)
                                .toUpperCase(Locale.ROOT),
                        value);
        return Answer.empty(204);
    }

    private static Answer put(Call call, String name, Fields body) throws Refusal {
        if (!name.matches("[A-Z_][A-Z0-9_]*") || name.matches("(FORGEJO|GITEA|GITHUB)_.*|CI")) {
            throw Refusal.of(400, "invalid variable or secret name");
        }
        variables(call).put(name, value(body));
        return Answer.empty(204);
    }

    private static String value(Fields body) throws Refusal {
        return body.required("value", "value", "Value");
    }

    private static Answer delete(Call call) throws Refusal {
        variables(call).remove(existing(call));
        return Answer.empty(204);
    }
}
