package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingWorkers.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A container of the worker's image, made by the docker command: an agent's sockets, places that
/// go with it, and nothing else.
public final class AgentContainer implements AutoCloseable {
    static final int UID = 10001;

    private final String name;

    private AgentContainer(String name) {
        this.name = name;
    }

    /// @param name unlike that of any other test
    /// @param socket one of the sockets, which all are in a directory of the group that may use
    ///   them
    /// @param agent whose account is `AGENT-bot`
    public static AgentContainer start(String name, Path socket, String agent, URI forge)
            throws IOException, InterruptedException {
        Path sockets = Objects.requireNonNull(socket.getParent());
        AgentContainer container = new AgentContainer(name);
        container.close();
        Ended up =
                TestingWorkers.docker(
                        "run",
                        "--detach",
                        "--name=" + name,
                        "--network=none",
                        "--read-only",
                        "--cap-drop=ALL",
                        "--security-opt=no-new-privileges",
                        "--init",
                        "--tmpfs=/tmp",
                        "--tmpfs=/state:exec,uid=" + UID + ",mode=0700",
                        "--tmpfs=/home/agent:uid=" + UID + ",mode=0700",
                        "--user=" + UID + ":" + Files.getAttribute(sockets, "unix:gid"),
                        "--mount=type=bind,readonly,source=" + sockets + ",target=/run/gatehouse",
                        "--env=GIT_CONFIG_COUNT=1",
                        "--env=GIT_CONFIG_KEY_0=url.forge::.insteadOf",
                        "--env=GIT_CONFIG_VALUE_0=" + forge,
                        "--env=GIT_AUTHOR_NAME=" + agent + "-bot",
                        "--env=GIT_AUTHOR_EMAIL=" + agent + "-bot@demo.test",
                        "--env=GIT_COMMITTER_NAME=" + agent + "-bot",
                        "--env=GIT_COMMITTER_EMAIL=" + agent + "-bot@demo.test",
                        "--entrypoint=sleep",
                        "gatehouse-worker:shell",
                        "600");
        assertThat(up.status()).as(up.output()).isZero();
        return container;
    }

    public String name() {
        return name;
    }

    /// Runs a line of shell as the agent, in `/state`.
    public Ended run(String line) throws IOException, InterruptedException {
        return TestingWorkers.docker("exec", "--workdir=/state", name, "sh", "-c", line);
    }

    /// Removes it, also where it was left by an earlier run.
    @Override
    public void close() throws IOException {
        try {
            TestingWorkers.docker("rm", "--force", name);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
