package dev.gatehouse.shim;

import dev.gatehouse.protocol.ExitCode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// The contract, kept by the classes on this test's JDK, with a heap much smaller than the answers.
class MainIT implements ForgeContract {
    @Override
    public List<String> command() {
        return classes();
    }

    /// The command without a package.
    static List<String> classes() {
        String path = place(Main.class) + ":" + place(ExitCode.class);
        return List.of(
                "/usr/bin/env",
                "LC_ALL=C.UTF-8",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                path,
                Main.class.getName());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
