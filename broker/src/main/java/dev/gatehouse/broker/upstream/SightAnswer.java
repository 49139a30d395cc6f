package dev.gatehouse.broker.upstream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a token sees of one repository.
public sealed interface SightAnswer {
    /// @param writable whether the token's account may push, and the repository is not archived
    record Seen(boolean writable) implements SightAnswer {}

    /// It does not exist, or is hidden from the account, or from this token.
    record Hidden() implements SightAnswer {}

    /// The name redirects: the repository was renamed or transferred.
    record Renamed() implements SightAnswer {}

    /// @param why for the operator
    record Unreachable(String why) implements SightAnswer {}

    /// Of an answer to `GET /api/v1/repos/{owner}/{repo}`.
    static SightAnswer of(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Failed failed -> new Unreachable(failed.refusal().detail());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> seen(whole.body());
                        case 301, 302, 307, 308 -> new Renamed();
                        case 401, 403, 404 -> new Hidden();
                        default ->
                                new Unreachable(
                                        "Forgejo answers "
                                                + whole.status()
                                                + " when asked for the repository");
                    };
        };
    }

    private static SightAnswer seen(byte[] body) {
        try {
            JsonNode json = new JsonMapper().readTree(body);
            return new Seen(
                    json.path("permissions").path("push").asBoolean(false)
                            && !json.path("archived").asBoolean(false));
        } catch (JacksonException noJson) {
            return new Unreachable("Forgejo's answer on the repository is no JSON");
        }
    }
}
