package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.broker.route.TestingRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs that nobody here wrote, from npm's registry, run by Node beside the packaged `forge`.
record TestingNode(Path directory) {
    static final Path FORGE = TestingRepository.root().resolve("dist/forge/bin/forge");
    private static final int NODE = 20;

    record Ended(int status, String output) {}

    /// Leaves the test out where there is no Node.
    static TestingNode in(Path directory) throws Exception {
        assumeTrue(hasNode(), "clients from npm need Node " + NODE + " or later, and npm");
        assertThat(FORGE).as("./dev build makes it").exists();
        TestingNode node = new TestingNode(Files.createDirectory(directory.resolve("node")));
        Path sources = TestingRepository.root().resolve("broker/src/test/clients");
        for (String file : List.of("package.json", "package-lock.json", "mcp.mjs", "api.mjs")) {
            Files.copy(sources.resolve(file), node.directory().resolve(file));
        }
        Ended installed =
                run(node.directory(), "", List.of("npm", "ci", "--no-audit", "--no-fund"));
        assertThat(installed.status()).as(installed.output()).isZero();
        return node;
    }

    /// Runs a command beside the agent that has this socket.
    Ended run(Path socket, String... command) throws IOException, InterruptedException {
        return run(directory, socket.toString(), List.of(command));
    }

    private static Ended run(Path directory, String socket, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GATEHOUSE_SOCKET", socket);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Path here = Path.of("").toAbsolutePath();
            String version = run(here, "", List.of("node", "--version")).output();
            String major = version.replaceFirst("^v", "").replaceFirst("(?s)\\..*", "");
            return Integer.parseInt(major) >= NODE
                    && run(here, "", List.of("npm", "--version")).status() == 0;
        } catch (IOException | NumberFormatException none) {
            return false;
        }
    }
}
