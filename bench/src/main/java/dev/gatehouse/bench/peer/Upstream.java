package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An nginx with fixed answers, at a loopback port for the peers and at a Unix socket for those who
/// come to it directly. It answers 401 to all but two tokens, so that a peer that lends none shows.
///
/// @param port at 127.0.0.1
public record Upstream(Server server, int port) implements AutoCloseable {
    public static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    public static final String NEXT_TOKEN = "76543210fedcba9876543210fedcba9876543210";

    /// A page of issues of some 12 kB.
    public static final String ISSUES = "/api/v1/repos/bench/project/issues?state=open&limit=20";

    /// A label of some 400 bytes.
    public static final String LABEL = "/api/v1/repos/bench/project/labels/1";

    /// Says `next` once [#NEXT_TOKEN] is lent.
    public static final String WHICH = "/api/v1/repos/bench/project/labels/2";

    /// As large as [#enlarge] was told.
    public static final String LARGE = "/api/v1/repos/bench/project/raw/large.bin";

    private static final int ISSUES_ON_A_PAGE = 20;

    /// @param directory to be made; of this server only
    public static Upstream start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("issues.json"),
                IntStream.rangeClosed(1, ISSUES_ON_A_PAGE)
                        .mapToObj(Upstream::issue)
                        .collect(Collectors.joining(",", "[", "]")));
        Files.writeString(directory.resolve("label.json"), label());
        Files.writeString(directory.resolve("refs"), refs());
        int port = freePort();
        Path socket = directory.resolve("upstream.sock");
        Path file =
                Template.write(
                        directory.resolve("nginx.conf"),
                        "upstream.conf",
                        Map.of(
                                "DIRECTORY", directory.toString(),
                                "USER", Peers.userLine(),
                                "TOKEN", TOKEN,
                                "NEXT_TOKEN", NEXT_TOKEN,
                                "BASIC", basic(),
                                "PORT", Integer.toString(port),
                                "SOCKET", socket.toString()));
        return new Upstream(
                Server.start(
                        "direct",
                        socket,
                        directory.resolve("log"),
                        List.of("nginx", "-p", directory.toString(), "-c", file.toString())),
                port);
    }

    /// Gives [#LARGE] its size. The file is all holes: reading it costs no disk.
    public Path enlarge(long bytes) throws IOException {
        Path file = server.socket().resolveSibling("large.bin");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(bytes);
        }
        return file;
    }

    /// Where uploads are put.
    public Path stored() {
        return server.socket().resolveSibling("stored");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// As the broker lends it for LFS: a password without a name.
    private static String basic() {
        return Base64.getEncoder()
                .encodeToString((":" + TOKEN).getBytes(StandardCharsets.US_ASCII));
    }

    private static String refs() {
        String line = "%040d HEAD\0agent=git/2.39.5\n".formatted(1);
        String main = "%040d refs/heads/main\n".formatted(1);
        return "001e# service=git-upload-pack\n0000" + packet(line) + packet(main) + "0000";
    }

    private static String packet(String text) {
        return "%04x%s".formatted(text.length() + 4, text);
    }

    /// As Forgejo writes one, shortened to 600 bytes.
    private static String issue(int number) {
        return """
        {"id":%1$d,"url":"http://forge.example.org/api/v1/repos/bench/project/issues/%1$d",\
        "html_url":"http://forge.example.org/bench/project/issues/%1$d","number":%1$d,\
        "user":{"id":3,"login":"bench","login_name":"","full_name":"","email":"bench@example.org"},\
        "title":"The gate does not close behind a cart, issue %1$d",\
        "body":"When two carts come at once, the second one finds the gate open. Seen twice this week.",\
        "labels":[],"milestone":null,"assignees":null,"state":"open","is_locked":false,"comments":2,\
        "created_at":"2026-11-21T08:00:00Z","updated_at":"2026-11-21T09:00:00Z","closed_at":null}\
        """
                .formatted(number);
    }

    private static String label() {
        return """
        {"id":1,"name":"defect","exclusive":false,"is_archived":false,"color":"ee0701",\
        "description":"Something does not do what its page says. Put it on an issue as soon as the fault \
        has been seen by a second person, and take it off when a test fails that shows it. It says \
        nothing about how bad the fault is, nor about who mends it.",\
        "url":"http://forge.example.org/api/v1/repos/bench/project/labels/1"}\
        """;
    }

    @Override
    public void close() {
        server.close();
    }
}
