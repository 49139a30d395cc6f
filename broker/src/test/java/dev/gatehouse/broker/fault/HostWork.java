package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.GitWorker;
import dev.gatehouse.broker.LfsWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// As a process of this host: HTTP as the test writes it, and git by way of a loopback port.
final class HostWork implements AgentWork {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    private final AgentClient dev;
    private final GitWorker git;

    HostWork(Path socket, Path home) throws IOException {
        this.dev = new AgentClient(socket);
        this.git = new GitWorker(socket, home);
    }

    @Override
    public void restWork() throws IOException {
        expect(200, dev.get("/-/broker/v1/whoami"));
        expect(200, dev.get("/-/broker/v1/policy"));
        expect(200, dev.get(HOOKS));
        assertThat(readsIssues()).isTrue();
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

    @Override
    public void gitWork(String part) throws IOException {
        if (!Files.exists(git.home().resolve("claude-hooks"))) {
            git.clone("charles/claude-hooks");
        }
        assertThat(fetches()).isTrue();
        git.commit("claude-hooks", part + ".txt", part + "\n");
        git.done("claude-hooks", "push", "--quiet", "origin", "HEAD:refs/heads/dev/" + part);
        assertThat(git.git("claude-hooks", "push", "origin", "HEAD:refs/heads/main").status())
                .as("not granted")
                .isNotZero();
    }

    @Override
    public void lfsWork() throws IOException {
        LfsWorker lfs = new LfsWorker(git);
        lfs.push(lfs.clone("large"), "one.bin", "content of some length ".repeat(1000));
        git.done(lfs.clone("larger"), "checkout", "--quiet", "origin/dev/one.bin");
    }

    @Override
    public void everyRefusal() throws IOException {
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

    @Override
    public boolean readsIssues() throws IOException {
        return dev.get(HOOKS + "/issues").status() == 200;
    }

    @Override
    public boolean fetches() throws IOException {
        return git.git("claude-hooks", "fetch", "--quiet").status() == 0;
    }

    @Override
    public void addTo(SearchedPlaces places) throws IOException {
        places.addBelow("home", git.home());
        for (String clone : List.of("claude-hooks", "large", "larger")) {
            if (Files.exists(git.home().resolve(clone))) {
                places.add(
                        "objects of git in " + clone,
                        git.done(clone, "cat-file", "--batch", "--batch-all-objects")
                                .getBytes(UTF_8));
            }
        }
    }

    @Override
    public void leave(String inFile, String inCommit) throws IOException {
        Files.writeString(git.home().resolve("planted.txt"), inFile);
        git.commit("claude-hooks", "planted.txt", inCommit);
    }

    @Override
    public void close() throws IOException {
        git.close();
    }

    private static void expect(int status, AgentClient.Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    }
}
