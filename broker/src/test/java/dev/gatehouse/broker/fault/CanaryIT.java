package dev.gatehouse.broker.fault;

import static dev.gatehouse.broker.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.BrokerProcess;
import dev.gatehouse.broker.GitWorker;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.demoforge.DemoForge;
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
    @TempDir Path directory;

    private final Map<String, String> keys = new LinkedHashMap<>();
    private DemoForge forge;
    private DemoModel model;
    private ApartBroker broker;
    private SocketRecorder forgeSocket;
    private SocketRecorder modelSocket;
    private GitWorker git;
    private AgentClient dev;
    private AgentWork work;

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
        work = new AgentWork(forge, dev, git, modelSocket.path());
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
        work.restWork();
        work.gitWork("morning");
        work.lfsWork();
        work.modelWork();
        rotate("the second token");
        work.restWork();
        broker.stop();
        broker.startAgain();
        work.gitWork("noon");
        work.everyRefusal();
        work.hostileForge();
        rotate("the third token");
        broker.kill();
        broker.startAgain();
        modelKeyWork();
        deadCredentials();
        work.gitWork("evening");
        work.restWork();
    }

    private void modelKeyWork() throws Exception {
        work.modelWork();
        model.reject(model.key());
        assertThat(work.prompt().status()).as("a dead key").isNotEqualTo(200);
        String fresh = "sk-ant-0123-Another_Key-that_the-model_takes-4567";
        keys.put("the next key to the model", fresh);
        model.accept(fresh);
        TestingBroker.writeToken(directory, "model", fresh);
        eventually(() -> work.prompt().status() == 200);
    }

    /// The one before is revoked once the other is in use.
    private void rotate(String name) throws Exception {
        String before = latest();
        use(name, forge.mintToken("dev-bot"));
        eventually(() -> {
            dev.get(AgentWork.HOOKS);
            return forge.requests().stream()
                    .anyMatch(request ->
                            request.path().equals(AgentWork.HOOKS)
                                    && request.header("Authorization")
                                            .orElse("")
                                            .endsWith(latest()));
        });
        forge.revokeToken(before);
    }

    private void deadCredentials() throws Exception {
        forge.revokeToken(latest());
        assertThat(dev.get(AgentWork.HOOKS).refusal()).isEqualTo("credential-rejected");
        assertThat(git.git("claude-hooks", "fetch").status()).isNotZero();
        use("the token of somebody else", forge.mintToken("charles"));
        eventually(() -> dev.get(AgentWork.HOOKS).refusal().equals("identity-mismatch"));
        use("the fourth token", forge.mintToken("dev-bot"));
        eventually(() -> dev.get(AgentWork.HOOKS).status() == 200);
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
}
