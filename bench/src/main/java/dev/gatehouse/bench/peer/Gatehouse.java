package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The packaged broker with agents `bench-1`, `bench-2` and so on, which may contribute to the one
/// repository of the upstream and are held to no rate that a measurement would meet.
///
/// @param command the packaged `gatehouse`
/// @param directory of this broker only
public record Gatehouse(Path command, Path directory, Path configuration) {
    /// Writes its configuration and its agents' tokens.
    ///
    /// @param directory to be made
    public static Gatehouse configure(Path command, Path directory, int port, int agents)
            throws IOException {
        Files.createDirectories(directory);
        int uid = (int) Files.getAttribute(directory, "unix:uid");
        int gid = (int) Files.getAttribute(directory, "unix:gid");
        for (int agent = 1; agent <= agents; agent++) {
            Path token = token(directory, agent);
            Files.createFile(
                    token,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(token, Upstream.TOKEN);
        }
        Path file =
                Template.write(
                        directory.resolve("gatehouse.yaml"),
                        "gatehouse.yaml",
                        Map.of(
                                "DIRECTORY", directory.toString(),
                                "PORT", Integer.toString(port),
                                "AGENTS",
                                        IntStream.rangeClosed(1, agents)
                                                .mapToObj(
                                                        agent -> agent(directory, agent, uid, gid))
                                                .collect(Collectors.joining())));
        return new Gatehouse(command, directory, file);
    }

    private static Path token(Path directory, int agent) {
        return directory.resolve("token-" + agent);
    }

    private static String agent(Path directory, int agent, int uid, int gid) {
        return """
        bench-%d:
          account: bench-bot
          token: { file: %s }
          socket: { uid: %d, gid: %d }
          grants:
            - repositories: [bench/project]
              roles: [contribute]
              push: { branches: ["**"], tags: ["**"], create: true, force: true, delete: true }
          limits: { requests-per-minute: 10000000, concurrent: 1000, body: 64GiB }\
        """
                .formatted(agent, token(directory, agent), uid, gid)
                .indent(2);
    }

    /// Starts it, and waits until its first agent's socket takes connections.
    public Server start() throws IOException, InterruptedException {
        return Server.start("gatehouse", socket(1), log(), serve());
    }

    public List<String> serve() {
        return List.of(command.toString(), "serve", "--config", configuration.toString());
    }

    public Path log() {
        return directory.resolve("log");
    }

    public Path token() {
        return token(directory, 1);
    }

    public Path socket(int agent) {
        return directory.resolve("run/agents/bench-" + agent + "/forge.sock");
    }
}
