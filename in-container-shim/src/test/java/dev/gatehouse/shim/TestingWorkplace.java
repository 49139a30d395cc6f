package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an agent's container looks like to git: the commands on the path, the configuration that
/// `forge git-config` prints, the socket, and nothing else.
final class TestingWorkplace {
    static final String FORGE_URL = "https://forge.test/";

    private final Path home;
    private final Path commands;
    private final Path socket;

    /// @param forge the command and its first arguments
    TestingWorkplace(Path directory, List<String> forge, Path socket) throws Exception {
        this.home = Files.createDirectory(directory.resolve("home"));
        this.commands = Files.createDirectory(directory.resolve("bin"));
        this.socket = socket;
        String exec = "exec " + String.join(" ", forge);
        command("forge", exec + " \"$@\"");
        command("git-remote-forge", exec + " git-remote \"$@\"");
        TestingForge.Ended config =
                TestingForge.run(socket, "git-config", "--forge-url", "https://forge.test");
        assertThat(config.status()).as(config.errors()).isZero();
        Files.writeString(home.resolve("gitconfig"), config.output());
        Files.writeString(
                home.resolve(".gitconfig"), "[user]\n\tname = Dev\n\temail = dev@forge.test\n");
    }

    private void command(String name, String line) throws IOException {
        Path script = Files.writeString(commands.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path home() {
        return home;
    }

    ProcessBuilder builder(Path directory, Map<String, String> variables, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", commands + ":/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_SYSTEM", home.resolve("gitconfig").toString());
        environment.put("GATEHOUSE_SOCKET", socket.toString());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.putAll(variables);
        return builder.redirectErrorStream(true);
    }

    /// Output and errors together, as a terminal shows them.
    TestingForge.Ended run(Path directory, Map<String, String> variables, String... command)
            throws Exception {
        Process process = builder(directory, variables, command).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new TestingForge.Ended(process.waitFor(), text, "");
    }

    TestingForge.Ended git(Path directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(directory, Map.of(), command.toArray(String[]::new));
    }

    /// What git printed, after it has ended well.
    String gitOk(Path directory, String... arguments) throws Exception {
        TestingForge.Ended ended = git(directory, arguments);
        assertThat(ended.status()).as(String.join(" ", arguments) + ": " + ended.output()).isZero();
        return ended.output();
    }
}
