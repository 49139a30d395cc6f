package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The shim and the protocol need `java.base` and each other: all else would be in every container,
/// and in every start. The annotations of JSpecify are read by the compiler alone.
class ModulesTest {
    private static String needs(Class<?> type) throws URISyntaxException {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int status =
                ToolProvider.findFirst("jdeps")
                        .orElseThrow()
                        .run(
                                new PrintWriter(output),
                                new PrintWriter(errors),
                                "--module-path",
                                place(ExitCode.class) + ":" + place(NullMarked.class),
                                "--add-modules",
                                "org.jspecify",
                                "--multi-release",
                                "base",
                                "-summary",
                                place(type).toString());
        assertThat(status).as(errors.toString() + output).isZero();
        return output.toString();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void theShimNeedsNoMore() throws URISyntaxException {
        assertThat(needs(Main.class).lines())
                .containsExactlyInAnyOrder(
                        "dev.gatehouse.shim -> dev.gatehouse.protocol",
                        "dev.gatehouse.shim -> java.base",
                        "dev.gatehouse.shim -> org.jspecify",
                        "org.jspecify -> java.base");
    }

    @Test
    void theProtocolNeedsNoMore() throws URISyntaxException {
        assertThat(needs(ExitCode.class).lines())
                .containsExactlyInAnyOrder(
                        "dev.gatehouse.protocol -> java.base", "org.jspecify -> java.base");
    }
}
