package dev.gatehouse.broker.fault;

import static dev.gatehouse.broker.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.BrokerProcess;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.TestReporter;

/// A working day of an agent within a minute, of which everything is kept: each byte at its
/// sockets, the log, the audit, all other files of the broker, what the operator is shown, and what
/// the agent has. In none of it is any key that was used that day, in any form.
final class CanaryDay implements AutoCloseable {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String PROMPT =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"messages\":[]}";

    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Path directory;
    private final DemoForge forge;
    private final DemoModel model;
    private final ApartBroker broker;
    private final SocketRecorder forgeSocket;
    private final SocketRecorder modelSocket;

    /// A day that has not begun, below a directory.
    CanaryDay(Path directory) throws Exception {
        this.directory = directory;
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
        for (SocketRecorder socket : List.of(forgeSocket, modelSocket)) {
            Files.setPosixFilePermissions(
                    socket.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
    }

    /// The agent's socket, at which everything is kept.
    Path socket() {
        return forgeSocket.path();
    }

    URI forge() {
        return forge.url();
    }

    /// @param planted the places of the agent's own where a key that was left is to be found,
    ///   beside those of the broker
    void leavesNoKeyAnywhere(AgentWork work, TestReporter reporter, String... planted)
            throws Exception {
        workWith(work);
        SearchedPlaces places = everything(work);

        reporter.publishEntry(
                keys.size() + " keys in " + KeyForms.of(keys).all().size() + " forms",
                "%d places, %d bytes".formatted(places.size(), places.bytes()));
        assertThat(keys.keySet()).hasSize(7);
        assertThat(places.find(KeyForms.of(keys))).as("keys found, by place").isEmpty();

        plantEverywhere(work);
        assertThat(everything(work).find(KeyForms.of(keys)).keySet())
                .as("the control: the places where one was put")
                .contains(
                        "bytes at forge.sock",
                        "bytes at model.sock",
                        "log",
                        "state: planted",
                        "run: names")
                .contains(planted);
    }

    private void workWith(AgentWork work) throws Exception {
        work.restWork();
        work.gitWork("morning");
        work.lfsWork();
        modelAnswers();
        rotate("the second token");
        work.restWork();
        broker.stop();
        broker.startAgain();
        work.gitWork("noon");
        work.everyRefusal();
        hostileForge(work);
        rotate("the third token");
        broker.kill();
        broker.startAgain();
        modelKeyWork();
        deadCredentials(work);
        work.gitWork("evening");
        work.restWork();
    }

    private void hostileForge(AgentWork work) throws Exception {
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(Disguise.values()), false));
        assertThat(work.readsIssues()).isTrue();
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(Disguise.values()), true));
        assertThat(work.readsIssues()).isTrue();
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.AnswersStatus(500));
        assertThat(work.readsIssues()).isFalse();
        forge.misbehave("/charles", new Misbehaviour.Challenges());
        assertThat(work.fetches()).isFalse();
        forge.misbehave("/api", new Misbehaviour.CutsBody(20));
        work.readsIssues();
        forge.behave();
    }

    private void modelAnswers() throws IOException {
        AgentClient.Reply reply = prompt();
        assertThat(reply.body()).as("%s", reply).contains("one two three");
    }

    private AgentClient.Reply prompt() throws IOException {
        return new AgentClient(modelSocket.path()).json("POST", "/v1/messages", PROMPT);
    }

    private void modelKeyWork() throws Exception {
        modelAnswers();
        model.reject(model.key());
        assertThat(prompt().status()).as("a dead key").isNotEqualTo(200);
        String fresh = "sk-ant-0123-Another_Key-that_the-model_takes-4567";
        keys.put("the next key to the model", fresh);
        model.accept(fresh);
        TestingBroker.writeToken(directory, "model", fresh);
        eventually(() -> prompt().status() == 200);
    }

    /// The one before is revoked once the other is in use.
    private void rotate(String name) throws Exception {
        String before = latest();
        use(name, forge.mintToken("dev-bot"));
        eventually(() -> {
            repository();
            return forge.requests().stream()
                    .anyMatch(request ->
                            request.path().equals(HOOKS)
                                    && request.header("Authorization")
                                            .orElse("")
                                            .endsWith(latest()));
        });
        forge.revokeToken(before);
    }

    private void deadCredentials(AgentWork work) throws Exception {
        forge.revokeToken(latest());
        assertThat(repository().refusal()).isEqualTo("credential-rejected");
        assertThat(work.fetches()).isFalse();
        use("the token of somebody else", forge.mintToken("charles"));
        eventually(() -> repository().refusal().equals("identity-mismatch"));
        use("the fourth token", forge.mintToken("dev-bot"));
        eventually(() -> repository().status() == 200);
    }

    private AgentClient.Reply repository() throws IOException {
        return new AgentClient(socket()).get(HOOKS);
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

    private SearchedPlaces everything(AgentWork work) throws Exception {
        SearchedPlaces places = new SearchedPlaces();
        places.add("bytes at forge.sock", forgeSocket.crossed());
        places.add("bytes at model.sock", modelSocket.crossed());
        places.add("log", Files.readAllBytes(BrokerProcess.log(directory)));
        places.addBelow("state", directory.resolve("state"));
        places.addBelow("run", directory.resolve("run"));
        work.addTo(places);
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
    private void plantEverywhere(AgentWork work) throws Exception {
        List<String> forms = List.copyOf(KeyForms.of(keys).all().values());
        String some = forms.get(forms.size() / 2);
        new AgentClient(socket())
                .raw("GET / HTTP/1.1\r\nHost: f\r\nX: " + forms.getFirst() + "\r\n\r\n");
        new AgentClient(modelSocket.path())
                .raw("GET / HTTP/1.1\r\nHost: m\r\nX: " + forms.getLast() + "\r\n\r\n");
        Files.writeString(BrokerProcess.log(directory), some, StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("state/planted"), forms.get(3));
        Files.createFile(directory.resolve("run").resolve(forms.get(1)));
        work.leave(forms.get(7), forms.get(10));
    }

    @Override
    public void close() throws IOException {
        forgeSocket.close();
        modelSocket.close();
        broker.close();
        model.close();
        forge.close();
    }
}
