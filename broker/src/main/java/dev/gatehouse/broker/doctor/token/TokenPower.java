package dev.gatehouse.broker.doctor.token;

import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a token could do beyond the agent's grants, if somebody got hold of it. Forgejo does not
/// tell a token's scopes, so it is asked for what needs them; nothing is changed. Of its
/// repositories the first 50 are looked at.
final class TokenPower {
    private static final int OK = 200;
    private static final int MOST_NAMES = 5;
    private static final JsonMapper JSON = new JsonMapper();

    /// What answers 200 only to a token with that scope, and is no business of a repository's.
    private static final Map<String, String> SCOPES =
            Map.of(
                    "notification", "/api/v1/notifications/new",
                    "organization", "/api/v1/user/orgs?limit=1",
                    "package", "/api/v1/packages/{account}?limit=1");

    private final AgentSettings settings;
    private final ForgeDesk desk;

    TokenPower(AgentSettings settings, ForgeDesk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    void examine(Findings findings) {
        Map<String, String> words = Map.of("account", account());
        if (get("/api/v1/user").path("is_admin").asBoolean(false)
                || status("/api/v1/admin/users?limit=1") == OK) {
            findings.of(
                    Symptom.TOKEN_OF_SITE_ADMIN, account() + " administers the whole forge", words);
        }
        examineRepositories(findings);
        List<String> spare =
                SCOPES.entrySet().stream()
                        .filter(scope ->
                                status(scope.getValue().replace("{account}", account())) == OK)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        if (!spare.isEmpty()) {
            findings.of(
                    Symptom.TOKEN_SCOPES_TO_SPARE,
                    "the token also has " + String.join(", ", spare),
                    words);
        }
    }

    private void examineRepositories(Findings findings) {
        List<String> owned = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (JsonNode repository : repositories()) {
            String name = repository.path("full_name").asString("");
            JsonNode permissions = repository.path("permissions");
            if (!isGranted(name)) {
                if (permissions.path("push").asBoolean(false)) {
                    elsewhere.add(name);
                }
            } else if (permissions.path("admin").asBoolean(false)) {
                owned.add(name);
            }
        }
        report(Symptom.TOKEN_OWNS_GRANTED, "it administers", owned, findings);
        report(Symptom.TOKEN_WRITES_ELSEWHERE, "no grant names", elsewhere, findings);
    }

    private void report(
            Symptom symptom, String what, List<String> repositories, Findings findings) {
        if (repositories.isEmpty()) {
            return;
        }
        int more = repositories.size() - MOST_NAMES;
        findings.of(
                symptom,
                what
                        + " "
                        + String.join(", ", repositories.stream().limit(MOST_NAMES).toList())
                        + (more > 0 ? " and " + more + " more" : ""),
                Map.of("account", account(), "repository", repositories.getFirst()));
    }

    /// A token that is limited to some repositories may not list its user's, but may search.
    private Iterable<JsonNode> repositories() {
        JsonNode own = get("/api/v1/user/repos?limit=50");
        return own.isArray() ? own : get("/api/v1/repos/search?limit=50").path("data");
    }

    private boolean isGranted(String fullName) {
        String[] parts = fullName.split("/", -1);
        if (parts.length != 2
                || !RepositoryName.isSegment(parts[0])
                || !RepositoryName.isSegment(parts[1])) {
            return false;
        }
        RepositoryName name = new RepositoryName(parts[0], parts[1]);
        return settings.grants().stream()
                .flatMap(grant -> grant.repositories().stream())
                .anyMatch(pattern -> pattern.matches(name));
    }

    private String account() {
        return settings.agent().account().value();
    }

    private int status(String target) {
        return switch (desk.ask(target)) {
            case ForgeDesk.Answer.Answered answered -> answered.status();
            case ForgeDesk.Answer.Unanswered _ -> 0;
        };
    }

    private JsonNode get(String target) {
        return switch (desk.ask(target)) {
            case ForgeDesk.Answer.Answered(int status, String body) when status == OK ->
                    parsed(body);
            case ForgeDesk.Answer.Answered _, ForgeDesk.Answer.Unanswered _ ->
                    JSON.createObjectNode();
        };
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException invalid) {
            return JSON.createObjectNode();
        }
    }
}
