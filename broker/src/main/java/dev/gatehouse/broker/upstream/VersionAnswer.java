package dev.gatehouse.broker.upstream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What answers at the forge's address.
public sealed interface VersionAnswer {
    /// A Forgejo, of whatever version.
    record Forgejo(ForgejoVersion version) implements VersionAnswer {}

    /// It tells its version to nobody without a token (`REQUIRE_SIGNIN_VIEW`).
    record MembersOnly() implements VersionAnswer {}

    /// Something else answered.
    ///
    /// @param why for the operator; nothing of the answer is repeated in it
    record NotForgejo(String why) implements VersionAnswer {}

    /// @param why for the operator
    record Unreachable(String why) implements VersionAnswer {}

    /// Of an answer to `GET /api/v1/version`.
    static VersionAnswer of(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Failed failed -> new Unreachable(failed.refusal().detail());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> version(whole.body());
                        case 401, 403 -> new MembersOnly();
                        case 301, 302, 303, 307, 308 ->
                                new NotForgejo(
                                        "it redirects, and the broker follows no redirect; name"
                                                + " the address where Forgejo itself answers");
                        case 502, 503, 504 ->
                                new Unreachable("a proxy answers for it: " + whole.status());
                        default ->
                                new NotForgejo("GET /api/v1/version is answered " + whole.status());
                    };
        };
    }

    private static VersionAnswer version(byte[] body) {
        try {
            return ForgejoVersion.of(new JsonMapper().readTree(body).path("version").asString(""))
                    .<VersionAnswer>map(Forgejo::new)
                    .orElseGet(
                            () -> new NotForgejo("what it tells is not the version of a Forgejo"));
        } catch (JacksonException noJson) {
            return new NotForgejo("GET /api/v1/version is answered with something else");
        }
    }
}
