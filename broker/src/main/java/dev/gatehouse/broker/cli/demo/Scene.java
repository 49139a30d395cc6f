package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of the demo: token files, configuration, the agents' homes; all below one directory.
final class Scene {
    private final Path directory;
    private final DemoForge forge;

    Scene(Path directory, DemoForge forge) throws IOException {
        this.directory = directory;
        this.forge = forge;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(
                directory.resolve("tokens"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path configurationFile() {
        return directory.resolve("gatehouse.yaml");
    }

    Path auditFile() {
        return directory.resolve("state/audit.jsonl");
    }

    Path brokerSocket(String agent) {
        return AgentSockets.path(directory.resolve("run"), new AgentName(agent));
    }

    Path tapSocket(String agent) {
        return directory.resolve("tap-" + agent + ".sock");
    }

    Path adminSocket() {
        return directory.resolve("run").resolve(SocketLayout.ADMIN_SOCKET);
    }

    Path workerDirectory() {
        return directory.resolve("workers");
    }

    private Path token(String agent) {
        return directory.resolve("tokens").resolve(agent);
    }

    /// Replaced by rename, as an operator should.
    void writeToken(String agent, String token) throws IOException {
        Path fresh = directory.resolve("tokens/" + agent + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token + "\n");
        Files.move(
                fresh,
                token(agent),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// What the image has in /etc/gitconfig, as `forge git-config` writes it.
    Path gitConfiguration(Path forgeCommand) throws IOException, InterruptedException {
        Path file = directory.resolve("gitconfig");
        Process writing =
                new ProcessBuilder(
                                forgeCommand.toString(),
                                "git-config",
                                "--forge-url",
                                forge.url().toString())
                        .redirectOutput(file.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (writing.waitFor() != 0) {
            throw new IOException("forge git-config ended with " + writing.exitValue());
        }
        return file;
    }

    /// Of this process: whoever made the directory.
    SocketOwner owner() throws IOException {
        return new SocketOwner(
                (int) Files.getAttribute(directory, "unix:uid"),
                (int) Files.getAttribute(directory, "unix:gid"));
    }

    Path emptyHome(String agent, boolean ownUser) throws IOException {
        Path home = Files.createDirectory(directory.resolve("home-" + agent));
        if (ownUser) {
            Files.setAttribute(home, "unix:uid", HostPlace.AGENT_UID);
            Files.setAttribute(home, "unix:gid", HostPlace.AGENT_UID);
        }
        return home;
    }

    void writeConfiguration(Stage stage) throws IOException {
        Files.writeString(
                configurationFile(),
                """
                forge:
                  url: %s
                agents:
                  %s:
                    account: dev-bot
                    token: { file: %s }
                    socket: { uid: %d, gid: %d }
                    grants:
                      - repositories: [charles/claude-hooks, "charles/lib-*"]
                        roles: [contribute]
                        push: { branches: ["dev/**"], create: true }
                        paths: { deny: [".forgejo/workflows/**"] }
                  %s:
                    account: reviewer-bot
                    token: { file: %s }
                    socket: { uid: %d, gid: %d }
                    grants:
                      - repositories: [charles/claude-hooks]
                        roles: [review]
                runtime-dir: %s
                state-dir: %s
                workers: { directory: %s, mounts: %s }
                """
                        .formatted(
                                forge.url(),
                                stage.agent("dev"),
                                token(stage.agent("dev")),
                                stage.caller().uid(),
                                stage.caller().gid(),
                                stage.agent("reviewer"),
                                token(stage.agent("reviewer")),
                                stage.caller().uid(),
                                stage.caller().gid(),
                                directory.resolve("run"),
                                directory.resolve("state"),
                                workerDirectory(),
                                directory.resolve("mounts.allow")));
    }
}
