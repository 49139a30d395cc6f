package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// How contracts ask a forge. Every answer of the API is held against Forgejo's own description
/// where that is at hand.
interface ForgeCalls {
    String HOOKS = "repos/charles/claude-hooks";

    TestingForge forge();

    /// Asks the API as a user of the seed, expects that status and checks the shape of the answer.
    default JsonNode ask(String user, int status, String method, String path, String json)
            throws IOException, InterruptedException {
        return asked(user, forge().token(user), status, method, path, json);
    }

    /// As [#ask], with a token that has scopes a bot lacks.
    default JsonNode ask(
            Set<String> scopes, String user, int status, String method, String path, String json)
            throws IOException, InterruptedException {
        return asked(user, forge().mintToken(user, scopes), status, method, path, json);
    }

    private JsonNode asked(
            String user, String token, int status, String method, String path, String json)
            throws IOException, InterruptedException {
        Reply reply = ForgeClient.with(forge().url(), token).json(method, "api/v1/" + path, json);
        assertThat(reply.status())
                .as("%s %s as %s answered: %s", method, path, user, reply.text())
                .isEqualTo(status);
        SpecCheck.check(method, "/" + path, reply);
        return reply.json();
    }

    default JsonNode get(String user, String path) throws IOException, InterruptedException {
        return ask(user, 200, "GET", path, "");
    }

    /// A new issue of the seed's first repository; the path to it.
    default String newIssue(String user, String title) throws IOException, InterruptedException {
        JsonNode issue = ask(user, 201, "POST", HOOKS + "/issues", "{\"title\":\"" + title + "\"}");
        return HOOKS + "/issues/" + issue.get("number").asLong();
    }
}
