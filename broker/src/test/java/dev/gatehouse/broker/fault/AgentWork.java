package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.GitWorker;
import dev.gatehouse.broker.LfsWorker;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What an agent does in a day, piece by piece: what is granted, what is not, and what it meets
/// where the forge is hostile.
final class AgentWork {
    static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String PROMPT =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"messages\":[]}";

    private final DemoForge forge;
    private final AgentClient dev;
    private final GitWorker git;
    private final Path modelSocket;

    AgentWork(DemoForge forge, AgentClient dev, GitWorker git, Path modelSocket) {
        this.forge = forge;
        this.dev = dev;
        this.git = git;
        this.modelSocket = modelSocket;
    }

    void restWork() throws IOException {
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

    void gitWork(String part) throws IOException {
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

    void lfsWork() throws IOException {
        LfsWorker lfs = new LfsWorker(git);
        lfs.push(lfs.clone("large"), "one.bin", "content of some length ".repeat(1000));
        git.done(lfs.clone("larger"), "checkout", "--quiet", "origin/dev/one.bin");
    }

    void modelWork() throws IOException {
        AgentClient.Reply reply = prompt();
        assertThat(reply.body()).as("%s", reply).contains("one two three");
    }

    AgentClient.Reply prompt() throws IOException {
        return new AgentClient(modelSocket).json("POST", "/v1/messages", PROMPT);
    }

    void everyRefusal() throws IOException {
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

    void hostileForge() throws IOException {
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

    private static void expect(int status, AgentClient.Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    }
}
