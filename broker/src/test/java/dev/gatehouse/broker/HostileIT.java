package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Requests that must not reach Forgejo, each by the number of its pitfall in the threat model:
/// refused with that code, with no token lent, no connection opened, no request sent, and exactly
/// one record in the audit.
@Timeout(30)
class HostileIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";

    private enum Connection {
        STAYS,
        ENDS
    }

    record Row(
            String pitfall,
            String what,
            String request,
            int status,
            String code,
            Connection connection) {
        @Override
        public String toString() {
            return pitfall + " " + what;
        }
    }

    @TempDir static Path directory;

    private static DemoForge forge;
    private static TestingBroker broker;
    private static AuditTrail audit;

    @BeforeAll
    static void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks, "charles/lib-*"]
                                    roles: [maintain]
                                    push: { branches: ["dev/**"], create: true }
                                limits: { requests-per-minute: 6000 }
                                """)
                        .start();
        audit = new AuditTrail(broker.auditFile());
        // Checks the token, and remembers which repository the name means.
        assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
        audit.settle();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        forge.close();
    }

    static Stream<Row> paths() {
        return Stream.of(
                malformed("P1", "two slashes", get("/api/v1/repos//charles/claude-hooks")),
                malformed("P1", "slashes first", get("//api/v1/repos/charles/claude-hooks")),
                malformed("P1", "..", get("/api/v1/repos/charles/lib-x/../claude-hooks")),
                malformed("P1", ".", get("/api/v1/repos/./charles/claude-hooks")),
                malformed("P1", "%2e%2e", get("/api/v1/repos/charles/x/%2e%2e/claude-hooks")),
                unknown("P1", "%2F for a slash", get("/api/v1/repos/charles%2Fclaude-hooks")),
                malformed("P1", "%2F in owner", get("/api/v1/repos/charles%2Fx/claude-hooks")),
                malformed("P1", "%2F in name", get("/api/v1/repos/charles/claude-hooks%2Fissues")),
                malformed("P1", "KELVIN", get("/api/v1/repos/charles/claude-hoo%E2%84%AAs")),
                broken(
                        "P1",
                        "raw KELVIN",
                        get("/api/v1/repos/charles/claude-hoo\u00e2\u0084\u00aas")),
                malformed("P1", "backslash", get("/api/v1/repos/charles\\claude-hooks")),
                malformed("P1", "%5C", get("/api/v1/repos/charles/x%5C..%5Cclaude-hooks")),
                malformed("P1", "encoded twice", get(HOOKS + "/branches/a%252Fb")),
                malformed("P1", "%00", get("/api/v1/repos/charles/claude-hooks%00")),
                broken("P1", "NUL", get("/api/v1/repos/charles/claude-hooks\0")),
                malformed("P1", "overlong UTF-8", get(HOOKS + "/branches/%C0%AE")),
                malformed("P1", "half an escape", get(HOOKS + "/branches/a%2")),
                malformed("P1", "a slash at the end", get(HOOKS + "/")),
                malformed("P1", "a fragment", get(HOOKS + "#x")),
                malformed("P1", "an absolute target", get("http://forge" + HOOKS)),
                malformed("P1", "another host", get("http://169.254.169.254/latest")),
                unknown("P1", ".git in the API", get(HOOKS + ".git")),
                refused("P1", "by number", get("/api/v1/repositories/3")),
                unknown("P1", "another's wiki", get("/charles/secret-plans.wiki/archive/main.zip")),
                refused("P1", "not granted", get("/api/v1/repos/charles/secret-plans")),
                malformed("P4", "?token=", get(HOOKS + "/issues?token=x")),
                malformed("P4", "?access_token=", get(HOOKS + "/issues?access_token=x")),
                malformed("P4", "?sudo=", get(HOOKS + "/issues?state=closed&sudo=charles")),
                malformed("P4", "?SUDO=, encoded", get(HOOKS + "/issues?%53UDO=charles")),
                malformed("P4", "?state;sudo=", get(HOOKS + "/issues?state%3Bsudo=charles")),
                unknown("P1", "not in the catalogue", get("/api/v1/nothing/like/it")),
                unknown("P1", "the web interface", get("/user/settings/applications")));
    }

    static Stream<Row> bodies() {
        String dependencies = HOOKS + "/issues/1/dependencies";
        String pulls = HOOKS + "/pulls";
        String issues = HOOKS + "/issues";
        return Stream.of(
                refused(
                        "P2",
                        "a dependency elsewhere",
                        json(
                                "POST",
                                dependencies,
                                "{\"owner\":\"charles\",\"repo\":\"secret-plans\",\"index\":1}")),
                refused(
                        "P2",
                        "a head elsewhere",
                        json(
                                "POST",
                                pulls,
                                "{\"title\":\"x\",\"head\":\"mallory:main\",\"base\":\"main\"}")),
                refused(
                        "P2",
                        "a fork",
                        json("POST", HOOKS + "/forks", "{\"organization\":\"mallory\"}")),
                new Row(
                        "P2",
                        "a branch not granted",
                        json(
                                "POST",
                                HOOKS + "/contents/x",
                                "{\"content\":\"\",\"branch\":\"main\"}"),
                        403,
                        "ref-not-granted",
                        Connection.STAYS),
                unread(
                        "P5",
                        "a form",
                        body("POST", issues, "application/x-www-form-urlencoded", "title=x")),
                unread(
                        "P5",
                        "multipart where JSON belongs",
                        body(
                                "POST",
                                issues,
                                "multipart/form-data; boundary=b",
                                "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx\r\n--b--\r\n")),
                unread("P5", "text", body("POST", issues, "text/plain", "{\"title\":\"x\"}")),
                unread("P5", "a body on GET", json("GET", issues, "{\"title\":\"x\"}")),
                malformed("P5", "a key twice", json("POST", issues, "{\"title\":1,\"title\":2}")),
                malformed(
                        "P5",
                        "a key in two cases",
                        json("POST", issues, "{\"title\":\"a\",\"Title\":\"b\"}")),
                malformed("P5", "two documents", json("POST", issues, "{\"title\":\"a\"}{}")),
                malformed("P5", "an array", json("POST", issues, "[]")),
                malformed("P5", "cut JSON", json("POST", issues, "{\"title\":")),
                malformed(
                        "P5",
                        "half a surrogate pair",
                        json("POST", issues, "{\"title\":\"\\ud800\"}")));
    }

    static Stream<Row> framing() {
        String second = "GET " + HOOKS + "/labels" + HOST + "\r\n";
        String post = "POST " + HOOKS + "/issues" + HOST + "Content-Type: application/json\r\n";
        return Stream.of(
                broken(
                        "P9",
                        "length and chunked",
                        post
                                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                + second),
                broken(
                        "P9",
                        "two lengths",
                        post + "Content-Length: 0\r\nContent-Length: 70\r\n\r\n" + second),
                broken("P9", "a list of lengths", post + "Content-Length: 0, 0\r\n\r\n" + second),
                broken("P9", "a signed length", post + "Content-Length: +0\r\n\r\n" + second),
                broken(
                        "P9",
                        "an odd coding",
                        post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + second),
                broken(
                        "P9",
                        "two codings",
                        post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + second),
                broken("P9", "bare LF", "GET " + HOOKS + " HTTP/1.1\nHost: forge\n\n" + second),
                broken("P9", "bare CR", "GET " + HOOKS + HOST + "X: a\rB: c\r\n\r\n" + second),
                broken("P9", "a fold", "GET " + HOOKS + HOST + "X: a\r\n b\r\n\r\n" + second),
                broken(
                        "P9",
                        "a space before the colon",
                        "GET " + HOOKS + HOST + "Content-Length : 70\r\n\r\n" + second),
                broken(
                        "P9",
                        "HTTP/1.0",
                        "GET " + HOOKS + " HTTP/1.0\r\nHost: forge\r\n\r\n" + second),
                broken("P9", "HTTP/0.9", "GET " + HOOKS + "\r\n" + second),
                broken("P9", "no Host", "GET " + HOOKS + " HTTP/1.1\r\n\r\n" + second),
                broken("P9", "two Hosts", "GET " + HOOKS + HOST + "Host: other\r\n\r\n" + second),
                broken(
                        "P9",
                        "an upgrade",
                        "GET "
                                + HOOKS
                                + HOST
                                + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                                + second),
                broken("P9", "the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                malformed("P9", "CONNECT", "CONNECT 127.0.0.1:22" + HOST + "\r\n"),
                malformed("P9", "TRACE", "TRACE " + HOOKS + HOST + "\r\n"),
                malformed("P9", "an unknown method", "BREW " + HOOKS + HOST + "\r\n"));
    }

    /// A role never includes them, not even `maintain`.
    static Stream<Row> minting() {
        return Stream.of(
                mint("POST", "/api/v1/users/dev-bot/tokens", "{\"name\":\"x\"}"),
                mint("POST", "/api/v1/user/keys", "{\"title\":\"x\",\"key\":\"ssh-ed25519 A\"}"),
                mint("POST", "/api/v1/user/gpg_keys", "{\"armored_public_key\":\"x\"}"),
                mint("POST", "/api/v1/user/applications/oauth2", "{\"name\":\"x\"}"),
                mint("POST", "/api/v1/user/actions/runners", "{\"name\":\"x\"}"),
                mint("PUT", "/api/v1/user/actions/secrets/X", "{\"data\":\"x\"}"),
                mint("POST", "/api/v1/user/hooks", "{\"type\":\"forgejo\"}"),
                mint("POST", HOOKS + "/keys", "{\"title\":\"x\",\"key\":\"ssh-ed25519 A\"}"),
                mint("POST", HOOKS + "/hooks", "{\"type\":\"forgejo\",\"config\":{}}"),
                mint("POST", HOOKS + "/push_mirrors", "{\"remote_address\":\"https://x.test/\"}"),
                mint("POST", HOOKS + "/actions/runners", "{\"name\":\"x\"}"),
                mint("PUT", HOOKS + "/actions/secrets/X", "{\"data\":\"x\"}"),
                mint("PUT", HOOKS + "/collaborators/mallory", "{\"permission\":\"admin\"}"),
                mint("POST", HOOKS + "/branch_protections", "{\"rule_name\":\"main\"}"),
                mint("POST", HOOKS + "/transfer", "{\"new_owner\":\"mallory\"}"),
                mint("PATCH", HOOKS, "{\"private\":false}"),
                refused("P15", "the end of it", "DELETE " + HOOKS + HOST + "\r\n"),
                mint("POST", "/api/v1/repos/migrate", "{\"clone_addr\":\"https://x.test/\"}"),
                refused("P15", "a token", get(HOOKS + "/actions/runners/registration-token")),
                refused("P15", "a list of tokens", get("/api/v1/users/dev-bot/tokens")),
                refused("P15", "a list of hooks", get(HOOKS + "/hooks")),
                refused("P15", "users", get("/api/v1/admin/users")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"paths", "bodies", "framing", "minting"})
    void reachesNobody(Row row) throws Exception {
        audit.settle();
        long lent = broker.broker().tokensLent();
        long opened = broker.broker().upstreamConnections();
        int asked = forge.requests().size();
        int recorded = audit.records().size();

        AgentClient.Reply reply;
        boolean closed;
        try (AgentConnection connection = AgentConnection.open(broker.socket("dev"))) {
            connection.send(row.request);
            reply = connection.reply();
            closed = reply.closed();
            if (row.connection == Connection.STAYS) {
                connection.send(get("/-/broker/v1/health"));
                assertThat(connection.reply().status())
                        .as("the connection serves the next request")
                        .isEqualTo(200);
            }
        }

        assertThat(reply.refusal()).as("the code: %s", reply.body()).isEqualTo(row.code);
        assertThat(reply.status()).isEqualTo(row.status);
        assertThat(closed).as("whether it is closed").isEqualTo(row.connection == Connection.ENDS);
        List<JsonNode> records = audit.records();
        assertThat(records.subList(recorded, records.size()))
                .as("one record, and of nothing behind it")
                .singleElement()
                .satisfies(record -> {
                    assertThat(AuditTrail.kind(record)).isEqualTo("refusal");
                    assertThat(AuditTrail.code(record)).isEqualTo(row.code);
                });
        assertThat(broker.broker().tokensLent()).as("tokens lent").isEqualTo(lent);
        assertThat(broker.broker().upstreamConnections()).as("connections").isEqualTo(opened);
        assertThat(forge.requests()).as("requests that came to Forgejo").hasSize(asked);
    }

    private static Row malformed(String pitfall, String what, String request) {
        return new Row(pitfall, what, request, 400, "malformed", Connection.STAYS);
    }

    /// Refused by its head, while the body is still to come: the connection cannot be used again.
    private static Row unread(String pitfall, String what, String request) {
        return new Row(pitfall, what, request, 400, "malformed", Connection.ENDS);
    }

    private static Row broken(String pitfall, String what, String request) {
        return new Row(pitfall, what, request, 400, "malformed", Connection.ENDS);
    }

    private static Row refused(String pitfall, String what, String request) {
        return new Row(pitfall, what, request, 403, "not-granted", Connection.STAYS);
    }

    private static Row unknown(String pitfall, String what, String request) {
        return new Row(pitfall, what, request, 404, "unknown-route", Connection.STAYS);
    }

    private static Row mint(String method, String path, String json) {
        return refused("P15", method + " " + path, json(method, path, json));
    }

    private static String get(String target) {
        return "GET " + target + HOST + "\r\n";
    }

    private static String json(String method, String target, String json) {
        return body(method, target, "application/json", json);
    }

    private static String body(String method, String target, String type, String body) {
        return method
                + " "
                + target
                + HOST
                + "Content-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }
}
