package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The other ways to put a token on a call: each listens at a Unix socket, adds the header, logs
/// the call and keeps its connections to the upstream.
public final class Peers {
    private Peers() {}

    /// @param directory to be made; of this server only, as with the others
    public static Server nginx(Path directory, Upstream upstream)
            throws IOException, InterruptedException {
        Path file = configuration(directory, "nginx.conf", upstream);
        return Server.start(
                "nginx",
                socket(directory),
                directory.resolve("log"),
                List.of("nginx", "-p", directory.toString(), "-c", file.toString()));
    }

    public static Server haproxy(Path directory, Upstream upstream)
            throws IOException, InterruptedException {
        Path file = configuration(directory, "haproxy.cfg", upstream);
        return Server.start(
                "haproxy",
                socket(directory),
                directory.resolve("log"),
                List.of("haproxy", "-db", "-f", file.toString()));
    }

    public static Server node(Path directory, Upstream upstream)
            throws IOException, InterruptedException {
        Path file = configuration(directory, "proxy.mjs", upstream);
        return Server.start(
                "node",
                socket(directory),
                directory.resolve("log"),
                List.of(
                        "node",
                        file.toString(),
                        socket(directory).toString(),
                        Integer.toString(upstream.port()),
                        Upstream.TOKEN));
    }

    /// nginx started by root gives its workers another user, who would not reach its files.
    static String userLine() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? "user root;" : "# started by " + user;
    }

    private static Path socket(Path directory) {
        return directory.resolve("peer.sock");
    }

    private static Path configuration(Path directory, String resource, Upstream upstream)
            throws IOException {
        Files.createDirectories(directory);
        return Template.write(
                directory.resolve(resource),
                resource,
                Map.of(
                        "DIRECTORY", directory.toString(),
                        "USER", userLine(),
                        "TOKEN", Upstream.TOKEN,
                        "PORT", Integer.toString(upstream.port()),
                        "SOCKET", socket(directory).toString()));
    }
}
