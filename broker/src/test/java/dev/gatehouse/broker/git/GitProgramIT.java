package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.latin1;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The room against the git that is installed.
class GitProgramIT {
    private static final String MANY_LINES = "a line of some length\n".repeat(2000);
    private static final String SERVICE = packet("# service=git-receive-pack\n") + FLUSH;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void aPushOfGitIsReadAndTakenByReceivePackAsWritten(ObjectFormat format)
            throws IOException, InterruptedException {
        TestingGit server = server(format);
        TestingGit client = client(server, format);
        String old = client.commit("a", "1");
        client.run("push", "-q", "origin", "main", "main:gone");
        TestingGit other = copy(server);
        String tip = client.commit("a", "2");
        Path sent = directory.resolve("sent");

        client.run(
                "push",
                "-q",
                "--atomic",
                "--receive-pack=tee " + sent + " | git receive-pack",
                "-o",
                "topic=höhe",
                "origin",
                "main",
                "main:refs/tags/PACK",
                ":gone");

        byte[] body = Files.readAllBytes(sent);
        PushRequest request = TestingPushes.request(body);
        assertThat(request.format()).isEqualTo(format);
        assertThat(request.options()).containsExactly("topic=höhe");
        assertThat(request.commands())
                .containsExactlyInAnyOrder(
                        new RefCommand("refs/heads/main", old, tip),
                        new RefCommand("refs/tags/PACK", format.zeros(), tip),
                        new RefCommand("refs/heads/gone", old, format.zeros()));

        int taken = ((Reading.Whole) TestingPushes.read(body)).taken();
        byte[] pack = Arrays.copyOfRange(body, taken, body.length);
        other.fed(joined(request.encode(), pack), "receive-pack", "--stateless-rpc", ".");

        assertThat(other.run("for-each-ref"))
                .as("the head written anew does what the client's did")
                .isEqualTo(server.run("for-each-ref"))
                .contains("refs/tags/PACK");
    }

    @Test
    void gitShowsARefusalAsItShowsAForges() throws IOException, InterruptedException {
        TestingGit server = server(ObjectFormat.SHA1);
        TestingGit client = client(server, ObjectFormat.SHA1);
        String tip = client.commit("a", "1");
        PushRequest request =
                new PushRequest(
                        List.of(new RefCommand("refs/heads/main", "0".repeat(40), tip)),
                        List.of("report-status-v2", "side-band-64k"),
                        List.of(),
                        List.of(),
                        ObjectFormat.SHA1);
        byte[] refused =
                ReportStatus.refused(
                        request, Map.of(), "not granted", List.of("gatehouse: push dev/x instead"));

        TestingGit.Ended push =
                client.ended(new byte[0], "push", served(server, refused), "origin", "main");

        assertThat(push.exitCode()).isEqualTo(1);
        assertThat(push.err())
                .contains("remote: gatehouse: push dev/x instead")
                .contains("! [remote rejected] main -> main (not granted)");
    }

    @Test
    void gitSendsAWholePackToAChangedAdvertisement() throws IOException, InterruptedException {
        TestingGit server = server(ObjectFormat.SHA1);
        TestingGit client = client(server, ObjectFormat.SHA1);
        client.commit("a", MANY_LINES);
        client.run("push", "-q", "origin", "main");
        client.commit("a", MANY_LINES + "one more");

        client.ended(new byte[0], "push", served(server, bytes(FLUSH)), "origin", "main");

        byte[] body = Files.readAllBytes(directory.resolve("sent"));
        int taken = ((Reading.Whole) TestingPushes.read(body)).taken();
        byte[] pack = Arrays.copyOfRange(body, taken, body.length);
        TestingGit empty = git("empty", "init", "-q", "--bare");
        assertThat(empty.ended(pack, "index-pack", "--stdin").exitCode())
                .as("a thin pack could not be indexed without what the server has")
                .isZero();
    }

    @Test
    void commitsAndTreesAreFetchedWithoutBlobs() throws IOException, InterruptedException {
        TestingGit server = server(ObjectFormat.SHA1);
        TestingGit client = client(server, ObjectFormat.SHA1);
        String tip = client.commit("a", MANY_LINES);
        client.run("push", "-q", "origin", "main", "main:refs/pull/1/head");
        byte[] refs =
                server.fed(
                        LsRefs.request(ObjectFormat.SHA1), "upload-pack", "--stateless-rpc", ".");
        byte[] answer =
                server.fed(
                        FetchRequest.of(ObjectFormat.SHA1, List.of(tip), List.of()),
                        "upload-pack",
                        "--stateless-rpc",
                        ".");
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        PackStream stream = new PackStream();
        stream.accept(answer, 0, answer.length, pack);
        stream.end();
        TestingGit mirror = git("mirror", "init", "-q", "--bare");
        mirror.fed(pack.toByteArray(), "index-pack", "--stdin");

        assertThat(LsRefs.parse(refs)).isEqualTo(Map.of("refs/heads/main", tip));
        assertThat(
                        mirror.run("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
                                .lines())
                .containsExactlyInAnyOrder("commit", "tree");
    }

    @Test
    void aShallowPartialCloneOfGitIsRead() throws IOException, InterruptedException {
        TestingGit server = server(ObjectFormat.SHA1);
        TestingGit client = client(server, ObjectFormat.SHA1);
        String tip = client.commit("a", "1");
        client.run("push", "-q", "origin", "main");
        Path sent = directory.resolve("sent");

        client.run(
                "-c",
                "protocol.version=0",
                "clone",
                "-q",
                "--bare",
                "--depth=1",
                "--filter=blob:none",
                "--upload-pack=tee " + sent + " | git upload-pack",
                "file://" + server.folder(),
                directory.resolve("clone").toString());

        assertThat(UploadRequest.parse(Files.readAllBytes(sent)))
                .isInstanceOfSatisfying(
                        Parsing.Parsed.class,
                        parsed -> {
                            assertThat(parsed.request().wants())
                                    .as("once for HEAD, once for the branch")
                                    .containsOnly(tip);
                            assertThat(parsed.request().depth()).hasValue(1);
                            assertThat(parsed.request().filter()).contains("blob:none");
                        });
    }

    /// Git's option that pushes to the server's changed advertisement and gets a given answer; what
    /// git sends lands in `sent`.
    private String served(TestingGit server, byte[] answer)
            throws IOException, InterruptedException {
        byte[] offered = server.fed(new byte[0], "receive-pack", "--advertise-refs", ".");
        byte[] changed = new PushAdvertisement().accept(bytes(SERVICE + latin1(offered)));
        Files.write(
                directory.resolve("offered"),
                Arrays.copyOfRange(changed, SERVICE.length(), changed.length));
        Files.write(directory.resolve("answer"), answer);
        Path script = directory.resolve("serve");
        Files.writeString(
                script,
                "#!/bin/sh\ncd '%s' && cat offered && cat >sent && cat answer\n"
                        .formatted(directory));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return "--receive-pack=" + script;
    }

    private TestingGit server(ObjectFormat format) throws IOException, InterruptedException {
        TestingGit server =
                git(
                        "server",
                        "init",
                        "-q",
                        "--bare",
                        "-b",
                        "main",
                        "--object-format=" + format.word());
        server.run("config", "receive.advertisePushOptions", "true");
        server.run("config", "uploadpack.allowFilter", "true");
        return server;
    }

    private TestingGit client(TestingGit server, ObjectFormat format)
            throws IOException, InterruptedException {
        TestingGit client =
                git("client", "init", "-q", "-b", "main", "--object-format=" + format.word());
        client.run("remote", "add", "origin", server.folder().toString());
        return client;
    }

    private TestingGit copy(TestingGit server) throws IOException, InterruptedException {
        server.run("clone", "-q", "--mirror", ".", directory.resolve("other").toString());
        TestingGit other = new TestingGit(directory.resolve("other"));
        other.run("config", "receive.advertisePushOptions", "true");
        return other;
    }

    private TestingGit git(String name, String... arguments)
            throws IOException, InterruptedException {
        TestingGit git = new TestingGit(Files.createDirectory(directory.resolve(name)));
        git.run(arguments);
        return git;
    }

    private static byte[] joined(byte[] head, byte[] pack) {
        byte[] all = Arrays.copyOf(head, head.length + pack.length);
        System.arraycopy(pack, 0, all, head.length, pack.length);
        return all;
    }
}
