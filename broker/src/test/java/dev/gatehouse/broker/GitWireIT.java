package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of git's requests reaches the forge, and what does not: the forge here keeps a record.
@Timeout(120)
class GitWireIT {
    @TempDir Path directory;

    private DemoForge forge;
    private Workplace work;
    private GitWorker dev;
    private String clone;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"));
        dev = work.dev();
        clone = dev.clone(HOOKS);
        forge.forgetRequests();
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic bWFsbG9yeTp4",
                "Cookie: i_like_gitea=x",
                "Sudo: charles",
                "X-Forwarded-For: 203.0.113.7",
                "X-WEBAUTH-USER: charles",
                "X-Gitea-OTP: 123456",
                "Signature: keyId=x",
            })
    void sendsNoHeaderOfTheAgentsOnThatSpeaksOfAnAccount(String header) throws IOException {
        dev.commit(clone, "header.txt", "x\n");
        dev.done(clone, "-c", "http.extraHeader=" + header, "fetch", "--quiet");
        dev.done(
                clone,
                "-c",
                "http.extraHeader=" + header,
                "push",
                "--quiet",
                "origin",
                "HEAD:refs/heads/dev/header");

        String name = header.substring(0, header.indexOf(':'));
        String value = header.substring(header.indexOf(':') + 2);
        String own =
                Base64.getEncoder()
                        .encodeToString(
                                ("dev-bot:" + forge.token("dev-bot"))
                                        .getBytes(StandardCharsets.UTF_8));
        assertThat(forge.requests())
                .hasSizeGreaterThan(3)
                .allSatisfy(request -> {
                    assertThat(request.headers().getOrDefault(name, List.of()))
                            .doesNotContain(value);
                    assertThat(request.header("Authorization"))
                            .hasValueSatisfying(credential ->
                                    assertThat(credential)
                                            .isIn(
                                                    "Basic " + own,
                                                    "token " + forge.token("dev-bot"),
                                                    "Bearer " + forge.token("dev-bot")));
                });
    }

    @Test
    void asksForTheProtocolOfFetchesAlone() throws IOException {
        dev.commit(clone, "protocol.txt", "x\n");
        dev.done(clone, "fetch", "--quiet");
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/protocol");

        assertThat(forge.requests())
                .filteredOn(request -> request.target().contains("git-receive-pack"))
                .isNotEmpty()
                .allSatisfy(push -> assertThat(push.header("Git-Protocol")).isEmpty());
        assertThat(forge.requests())
                .filteredOn(request -> request.target().contains("git-upload-pack"))
                .isNotEmpty()
                .allSatisfy(
                        fetch -> assertThat(fetch.header("Git-Protocol")).hasValue("version=2"));
    }

    @Test
    void unpacksAPackedPush() throws IOException {
        String id = dev.commit(clone, "packed.txt", "x\n");
        byte[] pack = RawPush.pack(dev, clone, "HEAD");
        String command = RawPush.ZEROS + " " + id + " refs/heads/dev/packed";

        AgentClient.Reply reply =
                RawPush.of(pack, command + RawPush.CAPABILITIES)
                        .packed()
                        .to(work.client(), HOOKS, "Content-Encoding: gzip\r\n");

        assertThat(reply.body()).contains("unpack ok").contains("ok refs/heads/dev/packed");
        assertThat(forge.refs("charles", "claude-hooks"))
                .containsEntry("refs/heads/dev/packed", id);
        assertThat(sent().getLast().header("Content-Encoding")).isEmpty();
    }

    /// A thin pack builds on blobs that the broker does not have.
    @Test
    void refusesAThinPackUnchecked() throws IOException {
        String many = "one line of many\n".repeat(2000);
        dev.commit(clone, "long.txt", many);
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/thin");
        String old = dev.head(clone);
        String id = dev.commit(clone, "long.txt", many + "and one more\n");
        byte[] thin = RawPush.pack(dev, clone, old + "..HEAD");
        forge.forgetRequests();

        AgentClient.Reply reply =
                RawPush.of(thin, old + " " + id + " refs/heads/dev/thin" + RawPush.CAPABILITIES)
                        .to(work.client(), HOOKS);

        assertThat(reply.refusal()).isEqualTo("ref-not-granted");
        assertThat(reply.body()).contains("ng refs/heads/dev/thin not checked: the pack is thin");
        assertThat(sent()).isEmpty();
        assertThat(forge.refs("charles", "claude-hooks")).containsEntry("refs/heads/dev/thin", old);
    }

    @Test
    void refusesASignedPushInGitsOwnWords() throws Exception {
        Path bare = forge.gitDirectory("charles", "claude-hooks");
        dev.done(".", "-C", bare.toString(), "config", "receive.certNonceSeed", "seed");
        dev.commit(clone, "signed.txt", "x\n");

        assertThat(dev.git(clone, "push", "--signed", "origin", "HEAD:refs/heads/dev/s").output())
                .contains("the receiving end does not support --signed push");
        assertThat(sent()).isEmpty();
    }

    @Test
    void sendsNothingOfAPushThatThePolicyRefuses() throws IOException {
        dev.commit(clone, "order.txt", "x\n");
        long lent = work.broker().broker().tokensLent();
        byte[] pack = RawPush.pack(dev, clone, "HEAD");
        String command = RawPush.ZEROS + " " + dev.head(clone) + " refs/heads/main";

        AgentClient.Reply reply =
                RawPush.of(pack, command + RawPush.CAPABILITIES).to(work.client(), HOOKS);

        assertThat(reply.refusal()).isEqualTo("ref-not-granted");
        assertThat(forge.requests()).as("requests").isEmpty();
        assertThat(work.broker().broker().tokensLent()).isEqualTo(lent);
        assertThat(work.recorded("refusal", "git-receive-pack")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".forgejo/workflows/evil.yaml", "rewritten.txt"})
    void sendsNothingOfAPushThatItsObjectsRefuse(String file) throws Exception {
        dev.commit(clone, "base.txt", "x\n");
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/order");
        dev.done(clone, "reset", "--quiet", "--hard", "origin/main");
        String id = dev.commit(clone, file, "x\n");
        String target =
                file.startsWith(".") ? "HEAD:refs/heads/dev/fresh" : "HEAD:refs/heads/dev/order";
        forge.forgetRequests();

        GitWorker.Ended push = dev.git(clone, "push", "--force", "origin", target);

        assertThat(push.output()).contains("[remote rejected]");
        assertThat(sent()).isEmpty();
        assertThat(forge.hasObject("charles", "claude-hooks", id)).isFalse();
        assertThat(work.quarantined()).isEmpty();
    }

    @Test
    void sendsNothingThatItCannotRecord() throws IOException {
        dev.commit(clone, "unrecorded.txt", "x\n");
        Map<String, String> before = forge.refs("charles", "claude-hooks");
        Files.delete(work.broker().auditFile());
        Files.createDirectory(work.broker().auditFile());
        AgentClient client = work.client();
        String refs = "/" + HOOKS + "/info/refs?service=git-receive-pack";
        while (client.get(refs).status() == 200) {
            Thread.onSpinWait();
        }
        forge.forgetRequests();
        long lent = work.broker().broker().tokensLent();

        GitWorker.Ended push = dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/unrecorded");
        AgentClient.Reply raw =
                RawPush.of(
                                RawPush.pack(dev, clone, "HEAD"),
                                RawPush.ZEROS
                                        + " "
                                        + dev.head(clone)
                                        + " refs/heads/dev/unrecorded"
                                        + RawPush.CAPABILITIES)
                        .to(client, HOOKS);

        assertThat(push.output()).contains("error: 503");
        assertThat(raw.refusal()).isEqualTo("audit-unavailable");
        assertThat(forge.requests()).isEmpty();
        assertThat(work.broker().broker().tokensLent()).isEqualTo(lent);
        assertThat(forge.refs("charles", "claude-hooks")).isEqualTo(before);
    }

    /// The pushes that reached the forge.
    private List<RecordedRequest> sent() {
        return forge.requests().stream()
                .filter(request -> request.path().endsWith("/git-receive-pack"))
                .toList();
    }
}
