package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.BrokerProcess;
import dev.gatehouse.broker.GitWorker;
import dev.gatehouse.broker.LfsWorker;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A working day of an agent within a minute, of which everything is kept: each byte at its
/// sockets, the log, the audit, all other files of the broker, what the operator is shown, and the
/// agent's own files. In none of it is any key that was used that day, in any form.
@Timeout(300)
class CanaryIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String PROMPT =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"messages\":[]}";

    @TempDir Path directory;

    private final Map<String, String> keys = new LinkedHashMap<>();
    private DemoForge forge;
    private DemoModel model;
    private ApartBroker broker;
    private SocketRecorder forgeSocket;
    private SocketRecorder modelSocket;
    private GitWorker git;
    private AgentClient dev;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        model = DemoModel.start(Script.of(Turn.says("one two three")));
        keys.put("the first token", forge.mintToken("dev-bot"));
        keys.put("the key to the model", model.key());
        TestingBroker.writeToken(directory, "model", model.key());
        broker =
                ApartBroker.start(
                        directory,
                        TestingBroker.of(directory, forge.url())
                                .agent(
                                        "dev",
                                        "dev-bot",
                                        latest(),
                                        """
                                        grants:
                                          - repositories: [charles/claude-hooks]
                                            roles: [contribute]
                                            push: { branches: ["dev/**"], create: true }
                                        model:
                                          api: anthropic
                                          url: %s
                                          models: ["claude-sonnet-*"]
                                          key: { file: %s }
                                        """
                                                .formatted(
                                                        model.url(),
                                                        directory.resolve("model.token")))
                                .with("log: { level: trace }"));
        Path door = Files.createDirectory(directory.resolve("door"));
        forgeSocket = SocketRecorder.open(door.resolve("forge.sock"), broker.socket("dev"));
        modelSocket =
                SocketRecorder.open(
                        door.resolve("model.sock"),
                        broker.socket("dev").resolveSibling("model.sock"));
        dev = new AgentClient(forgeSocket.path());
        git = new GitWorker(forgeSocket.path(), directory.resolve("home"));
    }

    @AfterEach
    void stop() throws IOException {
        git.close();
        forgeSocket.close();
        modelSocket.close();
        broker.close();
        model.close();
        forge.close();
    }

    @Test
    void noKeyIsAnywhereAfterADaysWork(TestReporter reporter) throws Exception {
        workADay();
        SearchedPlaces places = everything();

        reporter.publishEntry(
                keys.size() + " keys in " + KeyForms.of(keys).all().size() + " forms",
                "%d places, %d bytes".formatted(places.size(), places.bytes()));
        assertThat(keys.keySet()).hasSize(7);
        assertThat(places.find(KeyForms.of(keys))).as("keys found, by place").isEmpty();

        plantEverywhere();
        assertThat(everything().find(KeyForms.of(keys)).keySet())
                .as("the control: the places where one was put")
                .contains(
                        "bytes at forge.sock",
                        "bytes at model.sock",
                        "log",
                        "state: planted",
                        "run: names",
                        "home: planted.txt",
                        "objects of git in claude-hooks");
    }

    private void workADay() throws Exception {
        restWork();
        gitWork("morning");
        lfsWork();
        modelWork();
        rotate("the second token");
        restWork();
        broker.stop();
        broker.startAgain();
        gitWork("noon");
        everyRefusal();
        hostileForge();
        rotate("the third token");
        broker.kill();
        broker.startAgain();
        modelKeyWork();
        deadCredentials();
        gitWork("evening");
        restWork();
    }

    private void restWork() throws IOException {
        expect(200, dev.get("/-/broker/v1/whoami"));
        expect(200, dev.get("/-/broker/v1/policy"));
        expect(200, dev.get(HOOKS));
        expect(200, dev.get(HOOKS + "/issues"));
        expect(201, dev.json("POST", HOOKS + "/issues", "{\"title\":\"Found\",\"body\":\"x\"}"));
        expect(201, dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"I look.\"}"));
        AgentClient.Reply upload =
                dev.body(
                        "POST",
                        HOOKS + "/issues/1/assets",
                        "multipart/form-data; boundary=b",
                        ("--b\r\nContent-Disposition: form-data; name=\"attachment\"; "
                                        + "filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n")
                                .getBytes(US_ASCII));
        expect(201, upload);
        String uuid = upload.body().replaceFirst("(?s).*\"uuid\": ?\"([^\"]+)\".*", "$1");
        expect(200, dev.get("/attachments/" + uuid));
        expect(
                200,
                dev.json(
                        "POST",
                        "/-/broker/v1/command",
                        "{\"arguments\":[\"issue\",\"list\",\"-R\",\"charles/claude-hooks\"]}"));
    }

    private void gitWork(String part) throws IOException {
        if (!Files.exists(git.home().resolve("claude-hooks"))) {
            git.clone("charles/claude-hooks");
        }
        git.done("claude-hooks", "fetch", "--quiet");
        git.commit("claude-hooks", part + ".txt", part + "\n");
        git.done("claude-hooks", "push", "--quiet", "origin", "HEAD:refs/heads/dev/" + part);
        assertThat(git.git("claude-hooks", "push", "origin", "HEAD:refs/heads/main").status())
                .as("not granted")
                .isNotZero();
    }

    private void lfsWork() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/git-lfs"))) {
            return;
        }
        LfsWorker lfs = new LfsWorker(git);
        lfs.push(lfs.clone("large"), "one.bin", "content of some length ".repeat(1000));
        git.done(lfs.clone("larger"), "checkout", "--quiet", "origin/dev/one.bin");
    }

    private void modelWork() throws IOException {
        AgentClient.Reply reply =
                new AgentClient(modelSocket.path()).json("POST", "/v1/messages", PROMPT);
        assertThat(reply.body()).as("%s", reply).contains("one two three");
    }

    private void modelKeyWork() throws Exception {
        modelWork();
        model.reject(model.key());
        assertThat(
                        new AgentClient(modelSocket.path())
                                .json("POST", "/v1/messages", PROMPT)
                                .status())
                .as("a dead key")
                .isNotEqualTo(200);
        String fresh = "sk-ant-0123-Another_Key-that_the-model_takes-4567";
        keys.put("the next key to the model", fresh);
        model.accept(fresh);
        TestingBroker.writeToken(directory, "model", fresh);
        await(() ->
                new AgentClient(modelSocket.path()).json("POST", "/v1/messages", PROMPT).status()
                        == 200);
    }

    private void everyRefusal() throws IOException {
        expect(404, dev.get(HOOKS + "/issues/4711"));
        expect(403, dev.get("/api/v1/repos/charles/vault"));
        expect(403, dev.call("DELETE", HOOKS, ""));
        expect(404, dev.get("/api/v9/nothing"));
        expect(400, dev.get(HOOKS + "/../x"));
        expect(400, dev.raw("nonsense\r\n\r\n"));
        expect(400, dev.json("POST", HOOKS + "/issues", "{\"title\":"));
        expect(200, dev.call("GET", HOOKS, "Authorization: token mine\r\nSudo: charles\r\n"));
        git.git(".", "clone", git.url("charles/vault.git"), "vault");
    }

    private void hostileForge() throws IOException {
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(Disguise.values()), false));
        expect(200, dev.get(HOOKS + "/issues"));
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(Disguise.values()), true));
        expect(200, dev.get(HOOKS + "/issues"));
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.AnswersStatus(500));
        expect(500, dev.get(HOOKS + "/issues"));
        forge.misbehave("/charles", new Misbehaviour.Challenges());
        assertThat(git.git("claude-hooks", "fetch").status()).isNotZero();
        forge.misbehave("/api", new Misbehaviour.CutsBody(20));
        dev.get(HOOKS + "/issues");
        forge.behave();
    }

    /// The one before is revoked once the other is in use.
    private void rotate(String name) throws Exception {
        String before = latest();
        use(name, forge.mintToken("dev-bot"));
        await(() -> {
            dev.get(HOOKS);
            return forge.requests().stream()
                    .anyMatch(request ->
                            request.path().equals(HOOKS)
                                    && request.header("Authorization")
                                            .orElse("")
                                            .endsWith(latest()));
        });
        forge.revokeToken(before);
    }

    private void deadCredentials() throws Exception {
        forge.revokeToken(latest());
        assertThat(dev.get(HOOKS).refusal()).isEqualTo("credential-rejected");
        assertThat(git.git("claude-hooks", "fetch").status()).isNotZero();
        use("the token of somebody else", forge.mintToken("charles"));
        await(() -> dev.get(HOOKS).refusal().equals("identity-mismatch"));
        use("the fourth token", forge.mintToken("dev-bot"));
        await(() -> dev.get(HOOKS).status() == 200);
    }

    private void use(String name, String token) throws IOException {
        keys.put(name, token);
        TestingBroker.writeToken(directory, "dev", token);
    }

    /// The token that was made last; keys to models do not count.
    private String latest() {
        return keys.entrySet().stream()
                .filter(key -> key.getKey().contains("token"))
                .map(Map.Entry::getValue)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private SearchedPlaces everything() throws IOException {
        SearchedPlaces places = new SearchedPlaces();
        places.add("bytes at forge.sock", forgeSocket.crossed());
        places.add("bytes at model.sock", modelSocket.crossed());
        places.add("log", Files.readAllBytes(BrokerProcess.log(directory)));
        places.addBelow("state", directory.resolve("state"));
        places.addBelow("run", directory.resolve("run"));
        places.addBelow("home", git.home());
        for (String clone : List.of("claude-hooks", "large", "larger")) {
            if (Files.exists(git.home().resolve(clone))) {
                places.add(
                        "objects of git in " + clone,
                        git.done(clone, "cat-file", "--batch", "--batch-all-objects")
                                .getBytes(UTF_8));
            }
        }
        for (String page : List.of("status", "agents", "connections", "alarms", "metrics")) {
            places.add(
                    "the operator's " + page, broker.admin().text("/v1/" + page).getBytes(UTF_8));
        }
        String process = "/proc/" + broker.pid() + "/";
        places.add("the broker's arguments", Files.readAllBytes(Path.of(process + "cmdline")));
        places.add("the broker's environment", Files.readAllBytes(Path.of(process + "environ")));
        return places;
    }

    /// One form of a key in each place.
    private void plantEverywhere() throws IOException {
        List<String> forms = List.copyOf(KeyForms.of(keys).all().values());
        String some = forms.get(forms.size() / 2);
        dev.raw("GET / HTTP/1.1\r\nHost: f\r\nX: " + forms.getFirst() + "\r\n\r\n");
        new AgentClient(modelSocket.path())
                .raw("GET / HTTP/1.1\r\nHost: m\r\nX: " + forms.getLast() + "\r\n\r\n");
        Files.writeString(BrokerProcess.log(directory), some, StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("state/planted"), forms.get(3));
        Files.createFile(directory.resolve("run").resolve(forms.get(1)));
        Files.writeString(git.home().resolve("planted.txt"), forms.get(7));
        git.commit("claude-hooks", "planted.txt", forms.get(10));
    }

    private static void expect(int status, AgentClient.Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(condition.holds()).as("it came within %s ms", PATIENCE_MILLIS).isTrue();
    }
}
