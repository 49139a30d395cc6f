package dev.gatehouse.shim;

import dev.gatehouse.shim.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Runs the command in this JVM.
public final class TestingForge {
    private TestingForge() {}

    /// How a run ended.
    public record Ended(int status, String output, String errors) {}

    /// Connecting is not waited for.
    public static Ended run(Path socket, String... arguments) {
        return runWithInput(socket, "", arguments);
    }

    public static Ended runWithInput(Path socket, String input, String... arguments) {
        return run(
                Map.of("GATEHOUSE_SOCKET", socket.toString(), Surroundings.TIMEOUT_VARIABLE, "0"),
                input,
                arguments);
    }

    public static Ended run(Map<String, String> environment, String input, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        output,
                        errors);
        int status = new Forge(new Surroundings(environment), console).run(arguments);
        return new Ended(
                status,
                output.toString(StandardCharsets.UTF_8),
                errors.toString(StandardCharsets.UTF_8));
    }
}
