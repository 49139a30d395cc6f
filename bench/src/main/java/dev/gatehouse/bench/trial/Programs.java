package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.peer.Upstream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands whose start is measured, by name, as they are called on the host and in a
/// container. No word of them holds a space.
final class Programs {
    private static final String REMOTE = "forge::bench/project";

    private final Site site;
    private final Path directory;
    private final Path socket;
    private final Path java;
    private final Path classes;
    private final String owner;

    /// @param directory is mounted at `/bench` in the container
    Programs(Site site, Path directory, Path socket) throws IOException {
        this.site = site;
        this.directory = directory;
        this.socket = socket;
        this.owner =
                Files.getAttribute(directory, "unix:uid")
                        + ":"
                        + Files.getAttribute(directory, "unix:gid");
        this.java = Path.of(System.getProperty("java.home"));
        try {
            this.classes =
                    Path.of(
                            Hello.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /// The whole of the commands' environment that matters to them.
    Map<String, String> environment() {
        return Map.of(
                "GATEHOUSE_SOCKET",
                socket.toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "HOME",
                directory.toString(),
                "PATH",
                site.shim().resolve("bin") + ":" + System.getenv("PATH"));
    }

    Map<String, String> onHost() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("true", "/bin/true");
        commands.put(
                "curl --unix-socket",
                "curl -sf --unix-socket " + socket + " http://forge.example.org" + Upstream.LABEL);
        commands.put("java hello world", hello(java.resolve("bin/java"), classes));
        commands.put("node -e 0", "node -e 0");
        commands.put("python3 -c 0", system("python3") + " -c 0");
        commands.put("gh --version", system("gh") + " --version");
        commands.putAll(ours());
        return commands;
    }

    Map<String, String> inContainer() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("true", "/bin/true");
        commands.put("java hello world", hello(java.resolve("bin/java"), Path.of("/classes")));
        commands.put("node -e 0", "/programs/node -e 0");
        commands.putAll(ours());
        return commands;
    }

    private static Map<String, String> ours() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("forge whoami", "forge whoami");
        commands.put("forge api", "forge api repos/bench/project/labels/1");
        commands.put("git ls-remote", "git ls-remote -q " + REMOTE);
        return commands;
    }

    private static String hello(Path command, Path path) {
        return "%s -cp %s %s".formatted(command, path, Hello.class.getName());
    }

    /// Where a person has put another before the system's, that is not what everybody has.
    private static String system(String name) {
        Path program = Path.of("/usr/bin", name);
        return Files.isExecutable(program) ? program.toString() : name;
    }

    /// Runs bash in a container as locked up as a worker's, with the shim that was just built.
    List<String> container(String image) {
        Path node = Path.of("/usr/bin/node");
        return List.of(
                "docker",
                "run",
                "--rm",
                "--network=none",
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--tmpfs=/tmp",
                "--tmpfs=/state:mode=1777",
                "--user=" + owner,
                "--volume=" + socket.getParent() + ":/run/gatehouse:ro",
                "--volume=" + directory + ":/bench:ro",
                "--volume=" + site.shim() + ":/forge:ro",
                "--volume=" + classes + ":/classes:ro",
                "--volume=" + java + ":" + java + ":ro",
                "--volume=" + (Files.exists(node) ? node : directory) + ":/programs/node:ro",
                "--env=GATEHOUSE_SOCKET=/run/gatehouse/forge.sock",
                "--env=PATH=/forge/bin:/usr/bin:/bin",
                "--env=HOME=/tmp",
                "--entrypoint=bash",
                image);
    }
}
