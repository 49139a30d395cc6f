package dev.gatehouse.broker.worker.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// Finds the Docker Engine of this host.
public final class DockerEngine {
    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final String UNIX = "unix://";

    private DockerEngine() {}

    /// @param host `DOCKER_HOST`, where it is set
    /// @throws IOException where it names no Unix socket
    public static Path socket(Optional<String> host) throws IOException {
        if (host.isEmpty() || host.get().isBlank()) {
            return DEFAULT_SOCKET;
        }
        if (!host.get().startsWith(UNIX + "/")) {
            throw new IOException(
                    "DOCKER_HOST is "
                            + host.get()
                            + ", but sockets can be mounted only by an engine of this host: unset"
                            + " it, or give "
                            + UNIX
                            + DEFAULT_SOCKET);
        }
        return Path.of(host.get().substring(UNIX.length()));
    }

    /// Any thread may use what this gives. Neither the environment nor a file of the user's home
    /// decides which engine is spoken to.
    ///
    /// @throws IOException where nothing listens
    public static DockerClient connect(Path socket) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException refused) {
            throw new IOException(
                    "no Docker Engine answers at "
                            + socket
                            + " ("
                            + refused.getMessage()
                            + "): start it, or become a user who may call it",
                    refused);
        }
        DefaultDockerClientConfig config =
                new DefaultDockerClientConfig.Builder()
                        .withProperties(new Properties())
                        .withDockerHost(UNIX + socket)
                        .build();
        return DockerClientImpl.getInstance(config, new DockerSocket(socket));
    }
}
