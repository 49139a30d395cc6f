package dev.gatehouse.broker.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.differential.RouterLog.Answered;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same against a real Forgejo, with what reads: its log names the function that answered, its
/// answer the repository. Which function is an operation's is learnt from a plain call of it.
@EnabledIfEnvironmentVariable(
        named = "FORGEJO_BIN",
        matches = ".+",
        disabledReason = "no real Forgejo: FORGEJO_BIN names no executable")
class RealDifferentialIT {
    private static final Duration SPENT_CALLING =
            Duration.ofSeconds(Integer.getInteger("gatehouse.differential.seconds", 90));
    private static final long SEED = Long.getLong("gatehouse.differential.seed", 1);
    private static final JsonMapper JSON = new JsonMapper();

    /// @param answer its body
    private record Sent(Decided decided, int status, String answer) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void whatWasDecidedIsWhatForgejoActsOn(@TempDir Path directory) throws Exception {
        Catalogue catalogue = Catalogue.load();
        HostileRequests requests = new HostileRequests(catalogue, SEED);
        Deciding deciding = new Deciding(catalogue);
        try (TestingForge forge = TestingForge.start(directory)) {
            Path log = directory.resolve("forgejo/forgejo.log");
            List<Sent> plain = new ArrayList<>();
            for (Operation operation : catalogue.operations()) {
                if (operation.method() == HttpMethod.GET && operation.repositoryScoped()) {
                    send(forge, deciding.decide(plain(operation)), plain);
                }
            }
            List<Sent> hostile = new ArrayList<>();
            Instant end = Instant.now().plus(SPENT_CALLING);
            while (Instant.now().isBefore(end)) {
                send(forge, deciding.decide(requests.next()), hostile);
            }
            Map<String, List<Answered>> answered = RouterLog.byTarget(log);
            Map<String, String> functions = functions(plain, answered);
            int acted = 0;
            for (Sent sent : hostile) {
                acted += check(sent, answered, functions) ? 1 : 0;
            }
            System.out.println(
                    "Forgejo acted on %d of %d requests, by %d functions"
                            .formatted(acted, hostile.size(), functions.size()));
            assertThat(functions).as("operations that a plain call reached").hasSizeGreaterThan(60);
            assertThat(acted).as("it had much to act on").isGreaterThan(hostile.size() / 10);
        }
    }

    private static AgentRequest plain(Operation operation) {
        String path =
                operation
                        .path()
                        .replace("{owner}", "charles")
                        .replace("{repo}", "claude-hooks")
                        .replace("{diffType}", "diff")
                        .replaceAll("\\{(sha|ref|branch|tag|tree_sha)}", "main")
                        .replaceAll("\\{(filepath)}", "README.md")
                        .replaceAll("\\{[^}]*}", "1");
        return new AgentRequest("GET", "/api/v1" + path, "");
    }

    private void send(TestingForge forge, Optional<Decided> decided, List<Sent> sent)
            throws IOException, InterruptedException {
        if (decided.isEmpty()
                || !decided.get().method().equals("GET")
                || !decided.get().target().startsWith("/api/v1/repos/")) {
            return;
        }
        var request =
                HttpRequest.newBuilder(
                                URI.create(forge.url() + decided.get().target().substring(1)))
                        .header("Authorization", "token " + forge.token("charles"))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        sent.add(new Sent(decided.get(), answer.statusCode(), answer.body()));
    }

    private static Map<String, String> functions(
            List<Sent> plain, Map<String, List<Answered>> answered) {
        Map<String, String> functions = new HashMap<>();
        for (Sent sent : plain) {
            if (sent.status() < 300) {
                functions.put(
                        sent.decided().operation(),
                        answered.getOrDefault(sent.decided().target(), List.of())
                                .getFirst()
                                .function());
            }
        }
        return functions;
    }

    /// Whether Forgejo acted on it, and it is known how.
    private static boolean check(
            Sent sent, Map<String, List<Answered>> answered, Map<String, String> functions) {
        String what = sent.toString();
        assertThat(answered)
                .as("what was decided is what came: %s", what)
                .containsKey(sent.decided().target());
        String function = functions.get(sent.decided().operation());
        if (sent.status() >= 300 || function == null) {
            return false;
        }
        assertThat(answered.get(sent.decided().target()))
                .as(what)
                .extracting(Answered::function)
                .containsOnly(function);
        String repository = "/" + sent.decided().repository().orElseThrow();
        for (String url : urls(sent.answer())) {
            assertThat((url + "/").toLowerCase(Locale.ROOT)).as(what).contains(repository + "/");
        }
        return true;
    }

    /// Where the answer, or each of a list, says that it is.
    private static List<String> urls(String answer) {
        try {
            JsonNode node = JSON.readTree(answer);
            List<String> urls = new ArrayList<>();
            for (JsonNode each : node.isArray() ? node : List.of(node)) {
                String url = each.path("url").asString("");
                if (url.contains("/repos/")) {
                    urls.add(url);
                }
            }
            return urls;
        } catch (JacksonException noJson) {
            return List.of();
        }
    }
}
