package dev.gatehouse.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.UpstreamFault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class PermissionAnswerTest {
    private static final RepositoryName HOOKS = new RepositoryName("charles", "claude-hooks");

    static final List<Arguments> ANSWERS =
            List.of(
                    row(200, "{'user': {'login': 'dev-bot'}}", PermissionAnswer.Told.class),
                    row(200, "{'user': {'login': 'Dev-Bot'}}", PermissionAnswer.Told.class),
                    row(200, "{'user': {'login': 'mallory'}}", PermissionAnswer.Unreachable.class),
                    row(200, "{'permission': 'write'}", PermissionAnswer.Unreachable.class),
                    row(200, "<html>", PermissionAnswer.Unreachable.class),
                    row(200, "", PermissionAnswer.Unreachable.class),
                    row(
                            403,
                            "{'message': 'Only admins can query all permissions, repo admins can'}",
                            PermissionAnswer.NotToYou.class),
                    row(
                            403,
                            "{'message': 'token does not have at least one of required scope(s)'}",
                            PermissionAnswer.Nothing.class),
                    row(
                            403,
                            "Only admins can query all permissions",
                            PermissionAnswer.Nothing.class),
                    row(404, "{'message': 'nobody'}", PermissionAnswer.Nothing.class),
                    row(301, "", PermissionAnswer.Nothing.class),
                    row(307, "", PermissionAnswer.Nothing.class),
                    row(401, "{'message': 'no'}", PermissionAnswer.Rejected401.class),
                    row(204, "", PermissionAnswer.Unreachable.class),
                    row(500, "{'message': ''}", PermissionAnswer.Unreachable.class),
                    row(503, "<html>", PermissionAnswer.Unreachable.class));

    private static Arguments row(
            int status, String json, Class<? extends PermissionAnswer> expected) {
        return Arguments.of(status, json.replace('\'', '"'), expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @FieldSource("ANSWERS")
    void tellsProofFromEverythingElse(
            int status, String body, Class<? extends PermissionAnswer> expected) {
        Gathered.Result result =
                new Gathered.Result.Whole(status, Optional.empty(), body.getBytes(UTF_8));

        assertThat(PermissionAnswer.of(result, HOOKS, "dev-bot"))
                .as("%s %s", status, body)
                .isInstanceOf(expected);
    }

    @Test
    void takesNoAnswerForNoProof() {
        Gathered.Result result =
                new Gathered.Result.Failed(UpstreamFault.CLOSED.refusal("Forgejo"));

        assertThat(PermissionAnswer.of(result, HOOKS, "dev-bot"))
                .isInstanceOf(PermissionAnswer.Unreachable.class);
    }
}
