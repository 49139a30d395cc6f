package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.route.RepositoryName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forgejo's answer to what an account may do on a repository, as far as it tells who asks.
sealed interface PermissionAnswer {
    /// Forgejo's words (routers/api/v1/repo/collaborators.go), which tell this 403 from that of a
    /// scope the token lacks.
    String ONLY_ADMINS = "Only admins can query all permissions";

    JsonMapper JSON = new JsonMapper();

    /// The token may ask about this account.
    record Told() implements PermissionAnswer {}

    /// It may not: the account is another's, and the token administers nothing here.
    record NotToYou() implements PermissionAnswer {}

    /// This repository tells nothing; another may.
    ///
    /// @param why for the operator
    record Nothing(String why) implements PermissionAnswer {}

    /// Forgejo answered 401.
    record Rejected401() implements PermissionAnswer {}

    /// No answer, or one that means nothing.
    ///
    /// @param why for the operator
    record Unreachable(String why) implements PermissionAnswer {}

    static String target(RepositoryName repository, String account) {
        return "/api/v1/repos/"
                + repository.owner()
                + "/"
                + repository.name()
                + "/collaborators/"
                + account
                + "/permission";
    }

    static PermissionAnswer of(Gathered.Result result, RepositoryName repository, String account) {
        return switch (result) {
            case Gathered.Result.Failed failed -> new Unreachable(failed.refusal().detail());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> told(json(whole.body()), repository, account);
                        case 401 -> new Rejected401();
                        case 403 -> forbidden(json(whole.body()), repository);
                        // A renamed repository redirects; a credential does not follow.
                        case 301, 302, 307, 308, 404 ->
                                new Nothing(
                                        "it cannot see %s, or there is no account '%s'"
                                                .formatted(repository, account));
                        default -> new Unreachable(meaningless(repository, account));
                    };
        };
    }

    private static PermissionAnswer told(JsonNode json, RepositoryName repository, String account) {
        return json.path("user").path("login").asString("").equalsIgnoreCase(account)
                ? new Told()
                : new Unreachable(meaningless(repository, account));
    }

    private static PermissionAnswer forbidden(JsonNode json, RepositoryName repository) {
        return json.path("message").asString("").startsWith(ONLY_ADMINS)
                ? new NotToYou()
                : new Nothing(
                        "it may not ask on %s for lack of read:repository".formatted(repository));
    }

    private static String meaningless(RepositoryName repository, String account) {
        return "Forgejo does not say what '%s' may do on %s".formatted(account, repository);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException invalid) {
            return JSON.createObjectNode();
        }
    }
}
