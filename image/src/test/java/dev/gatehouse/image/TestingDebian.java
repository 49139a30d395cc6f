package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// A clean Debian without a network, a service manager or git, and the broker's package in it.
/// Nothing can be run from its /tmp.
final class TestingDebian implements AutoCloseable {
    static final String IMAGE = "debian:bookworm-slim";

    /// Where the package lies in the container.
    static final String PACKAGE = "/gatehouse.deb";

    private final GenericContainer<?> container;

    private TestingDebian(GenericContainer<?> container) {
        this.container = container;
    }

    /// What `./dev package` left; the newest, where there are several.
    static Optional<Path> builtPackage() throws IOException {
        Path dist = TestingFolder.root().resolve("dist");
        if (!Files.isDirectory(dist)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(dist)) {
            return files.filter(file -> file.getFileName().toString().matches("gatehouse_.*\\.deb"))
                    .max((one, other) -> Long.compare(changed(one), changed(other)));
        }
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }

    static TestingDebian with(Path debianPackage) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(IMAGE))
                        .withLabel(
                                "dev.gatehouse.test", Long.toString(ProcessHandle.current().pid()))
                        .withNetworkMode("none")
                        .withTmpFs(Map.of("/tmp", "rw,noexec"))
                        .withCommand("sleep", "infinity")
                        .withCopyFileToContainer(MountableFile.forHostPath(debianPackage), PACKAGE);
        container.start();
        return new TestingDebian(container);
    }

    /// With the package installed. What it depends on is not: no network, no git.
    static TestingDebian installed(Path debianPackage) throws IOException, InterruptedException {
        TestingDebian debian = with(debianPackage);
        debian.mustRun("dpkg --install --force-depends " + PACKAGE);
        return debian;
    }

    /// Runs a line of shell as root.
    ExecResult run(String line) throws IOException, InterruptedException {
        return container.execInContainer("sh", "-c", line);
    }

    /// Runs a line of shell that has to succeed.
    ///
    /// @return all that it wrote, errors last
    String mustRun(String line) throws IOException, InterruptedException {
        ExecResult ended = run(line);
        assertThat(ended.getExitCode()).as(line + "\n" + ended).isZero();
        return ended.getStdout() + ended.getStderr();
    }

    @Override
    public void close() {
        container.stop();
    }
}
