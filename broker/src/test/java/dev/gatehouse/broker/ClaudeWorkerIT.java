package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.verify.Finding;
import dev.gatehouse.broker.worker.verify.Invariant;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the doors are for: a model drives Claude Code to clone, edit, push and open a pull request,
/// in a container without a network and without a key; and the key is nowhere that an agent, or one
/// who reads the records, could look. `docs/model-demo.md` shows a run.
@RequiresDocker(ClaudeWorkerIT.IMAGE)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClaudeWorkerIT {
    static final String IMAGE = "gatehouse-worker:claude";

    private static final String CREATE = "messages.create";
    private static final String PUBLIC_WORD = "gatehouse-keeps-the-key";
    private static final String BRANCH = "dev/model";
    private static final String FOLDER = "/state/worktrees/claude-hooks";
    private static final String LINE = "A hook may refuse a call. It may not make one.";
    private static final String PROMPT =
            "Say in the README what a hook may do, and open a pull request.";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir static Path directory;

    private static ModelWorker worker;
    private static SocketTap tap;
    private static LogRecorder log;
    private static TestingWorkers.Ended session;
    private static List<Finding> findings;
    private static KeySearch search;

    @BeforeAll
    static void aModelDrivesClaudeCode() throws Exception {
        log = LogRecorder.start();
        worker =
                ModelWorker.start(
                        directory, IMAGE, "claude", "[\"claude-*\"]", ClaudeWorkerIT::script);
        search = new KeySearch(worker.model().key(), worker.workers().token());
        tap =
                SocketTap.open(
                        worker.workers(), SocketLayout.FORGE_SOCKET, SocketLayout.MODEL_SOCKET);
        session =
                worker.workers()
                        .inside(
                                ("cd /state/worktrees && export %s=%s ANTHROPIC_UNIX_SOCKET=%s && "
                                                + "timeout 120 claude -p '%s' --verbose "
                                                + "--output-format stream-json </dev/null")
                                        .formatted(
                                                SocketLayout.SOCKET_VARIABLE,
                                                SocketTap.path(SocketLayout.FORGE_SOCKET),
                                                SocketTap.path(SocketLayout.MODEL_SOCKET),
                                                PROMPT));
        tap.end();
        worker.audit().settle();
        findings = worker.workers().verify();
        ModelDemo.of(PROMPT, session, findings, worker.audit()).write();
    }

    private static Script script(URI forge) {
        return Script.of(
                bash(
                        "git clone -q %scharles/claude-hooks.git && cat claude-hooks/README.md"
                                .formatted(forge)),
                calls("Read", Map.of("file_path", FOLDER + "/README.md")),
                calls(
                        "Edit",
                        Map.of(
                                "file_path",
                                FOLDER + "/README.md",
                                "old_string",
                                "# claude-hooks\n",
                                "new_string",
                                "# claude-hooks\n\n" + LINE + "\n")),
                bash(
                        ("cd claude-hooks && git switch -q -c %s"
                                        + " && git commit -q -a -m 'Say what a hook may do'"
                                        + " && git push -q origin %s && git log --oneline -1")
                                .formatted(BRANCH, BRANCH)),
                bash(
                        ("forge api repos/charles/claude-hooks/pulls -f head=%s -f base=main"
                                        + " -f 'title=Say what a hook may do'"
                                        + " | grep -o '\"html_url\": *\"[^\"]*/pulls/[0-9]*\"'")
                                .formatted(BRANCH)),
                Turn.says("The pull request is open."));
    }

    @AfterAll
    static void removesAll() throws IOException {
        log.close();
        worker.close();
    }

    @Test
    void opensAPullRequestWithItsCommit() throws Exception {
        assertThat(session.status()).as(session.output()).isZero();
        assertThat(session.output()).contains("The pull request is open.");
        String commit =
                worker.workers()
                        .forge()
                        .refs("charles", "claude-hooks")
                        .get("refs/heads/" + BRANCH);
        assertThat(commit).as("the branch on the forge").isNotNull();
        assertThat(
                        worker.workers()
                                .inside("forge api 'repos/charles/claude-hooks/pulls?state=open'")
                                .output())
                .as("a pull request for what was pushed")
                .contains("\"Say what a hook may do\"", BRANCH, commit);
        assertThat(worker.workers().inside("git -C " + FOLDER + " show " + commit).output())
                .as("by the agent's account, with the edit")
                .contains("dev-bot", "+" + LINE);
    }

    @Test
    void hasNoWayOutButItsSockets() throws Exception {
        assertThat(
                        TestingWorkers.docker(
                                        "inspect",
                                        "--format={{.HostConfig.NetworkMode}}",
                                        worker.workers().spec().container())
                                .output())
                .isEqualTo("none\n");
    }

    @Test
    void theModelSeesTheBrokersKeyAndNeverThePublicWord() {
        assertThat(worker.model().requests())
                .as("one for each turn at least")
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(request -> {
                    assertThat(keys(request)).containsExactly(worker.model().key());
                    assertThat(request.headers().toString()).doesNotContain(PUBLIC_WORD);
                });
    }

    private static List<String> keys(RecordedRequest request) {
        assertThat(request.headers()).as("one way to send it").doesNotContainKey("Authorization");
        return request.headers().getOrDefault("x-api-key", List.of());
    }

    @Test
    void eachTurnIsOnRecordWithItsModelAndTokens() throws Exception {
        List<JsonNode> turns =
                worker.audit().of("intent").stream()
                        .filter(record -> record.path("operation").asString("").equals(CREATE))
                        .toList();
        assertThat(turns)
                .as("intents")
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(
                        turn -> assertThat(turn.path("model").asString("")).startsWith("claude-"));
        assertThat(worker.audit().of("outcome"))
                .as("what the script's answers said that they used")
                .filteredOn(record -> record.path("operation").asString("").equals(CREATE))
                .hasSameSizeAs(turns)
                .allSatisfy(turn ->
                        assertThat(turn.path("tokens").toString())
                                .contains("\"input\":100", "\"output\":20"));
        assertThat(worker.workers().broker().audit()).as("no content").doesNotContain(PROMPT, LINE);
    }

    @Test
    void noKeyIsInTheContainer() {
        assertThat(findings)
                .as("every file and environment of the worker, and all else that verify sees")
                .allMatch(Finding::holds)
                .extracting(Finding::invariant)
                .contains(Invariant.TOKENS, Invariant.ENVIRONMENT, Invariant.NETWORK);
    }

    @Test
    void noKeyIsInClaudesSessionFiles() throws Exception {
        String files =
                worker.workers()
                        .inside("find ~/.claude ~/.claude.json -type f -exec cat {} +")
                        .output();

        assertThat(files).as("the session is among them").contains(PROMPT, LINE);
        search.assertNotIn("claude's files", files);
    }

    @Test
    void noKeyCrossedTheAgentsSockets() throws Exception {
        String model = tap.crossed(SocketLayout.MODEL_SOCKET);
        String forge = tap.crossed(SocketLayout.FORGE_SOCKET);

        assertThat(model)
                .as("both ways")
                .contains("POST /v1/messages", PUBLIC_WORD, "\"text\":\"open.\"");
        assertThat(forge).contains("git-receive-pack", "/pulls");
        search.assertNotIn("model.sock", model);
        search.assertNotIn("forge.sock", forge);
    }

    @Test
    void noKeyIsInWhatTheBrokerWrites() throws Exception {
        search.assertNotIn("the log", log.text());
        search.assertNotBelow(directory.resolve("state"));
        search.assertNotIn(
                "what the engine says of the container",
                TestingWorkers.docker("inspect", worker.workers().spec().container()).output()
                        + TestingWorkers.docker("logs", worker.workers().spec().container())
                                .output());
        search.assertNotIn("what Claude Code printed", session.output());
    }

    /// The searches are worth something: they find a key that was planted.
    @Test
    void aPlantedKeyIsFound() throws Exception {
        List<String> forms = List.of("raw", "Base64", "percent");
        String folder = "/home/agent/.claude/planted-";
        for (String form : forms) {
            String planted = "before " + planted(form, worker.model().key()) + " after";
            assertThat(search.finds(planted)).as(form).isTrue();
            worker.workers().inside("printf %%s '%s' >%s".formatted(planted, folder + form));
        }
        try {
            assertThat(worker.workers().verify())
                    .filteredOn(found -> found.invariant() == Invariant.TOKENS)
                    .singleElement()
                    .satisfies(found ->
                            assertThat(found.breaches().toString())
                                    .contains(forms.stream().map(folder::concat).toList())
                                    .doesNotContain(worker.model().key()));
        } finally {
            worker.workers().inside("rm " + folder + "*");
        }
    }

    private static String planted(String form, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        return switch (form) {
            case "raw" -> key;
            case "Base64" -> Base64.getEncoder().encodeToString(bytes);
            case "percent" -> {
                StringBuilder all = new StringBuilder();
                for (byte one : bytes) {
                    all.append("%%%02X".formatted(one));
                }
                yield all.toString();
            }
            default -> throw new IllegalArgumentException(form);
        };
    }

    private static Turn bash(String command) {
        return calls("Bash", Map.of("command", command, "description", "a step of the work"));
    }

    private static Turn calls(String tool, Map<String, String> input) {
        return Turn.calls(tool, JSON.writeValueAsString(input));
    }
}
