package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The packaged broker with agents `bench-1`, `bench-2` and so on, which may contribute to the one
/// repository of the upstream and are held to no rate that a measurement would meet.
///
/// @param command the packaged `gatehouse`
/// @param directory of this broker only
public record Gatehouse(Path command, Path directory, Path configuration, int agents) {
    private static final long POLL_MILLIS = 5;

    /// Whose token is lent, and for which repository.
    public record Identity(String account, String token, String repository) {
        static final Identity BENCH = new Identity("bench-bot", Upstream.TOKEN, "bench/project");
    }

    /// Before the [Upstream], whose one repository is `bench/project`.
    ///
    /// @param directory to be made
    public static Gatehouse configure(Path command, Path directory, int port, int agents)
            throws IOException {
        return configure(command, directory, port, agents, Identity.BENCH);
    }

    /// Writes its configuration and its agents' tokens.
    ///
    /// @param directory to be made
    /// @param port of the forge, at 127.0.0.1
    public static Gatehouse configure(
            Path command, Path directory, int port, int agents, Identity identity)
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
            Files.writeString(token, identity.token());
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
                                                .mapToObj(agent ->
                                                        agent(
                                                                token(directory, agent),
                                                                agent,
                                                                identity,
                                                                uid,
                                                                gid))
                                                .collect(Collectors.joining())));
        return new Gatehouse(command, directory, file, agents);
    }

    private static Path token(Path directory, int agent) {
        return directory.resolve("token-" + agent);
    }

    private static String agent(Path token, int agent, Identity identity, int uid, int gid) {
        return """
        bench-%d:
          account: %s
          token: { file: %s }
          socket: { uid: %d, gid: %d }
          grants:
            - repositories: [%s]
              roles: [contribute]
              push: { branches: ["**"], tags: ["**"], create: true, force: true, delete: true }
          limits: { requests-per-minute: 10000000, concurrent: 1000, body: 64GiB }\
        """
                .formatted(agent, identity.account(), token, uid, gid, identity.repository())
                .indent(2);
    }

    /// Starts it, and waits until the sockets of all its agents take connections.
    public Server start() throws IOException, InterruptedException {
        Server server = startBy(List.of());
        for (int agent = 1; agent <= agents; agent++) {
            while (!Server.connects(socket(agent)) && server.process().isAlive()) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        return server;
    }

    /// As [#start], by a program that runs the broker and may hand it its socket.
    ///
    /// @param keeper the program and its own arguments, before the broker's command line
    public Server startBy(List<String> keeper) throws IOException, InterruptedException {
        List<String> serve =
                List.of(command.toString(), "serve", "--config", configuration.toString());
        return Server.start(
                "gatehouse",
                socket(1),
                directory.resolve("log"),
                Stream.concat(keeper.stream(), serve.stream()).toList());
    }

    public Path token() {
        return token(directory, 1);
    }

    public Path socket(int agent) {
        return directory.resolve("run/agents/bench-" + agent + "/forge.sock");
    }
}
