package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import dev.gatehouse.broker.worker.gate.AgentGates;
import dev.gatehouse.broker.worker.run.AgentRun;
import dev.gatehouse.broker.worker.run.Dispatch;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.RunResult;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// An agent of a name that no other test has, its images, and all that is made of it in the engine;
/// closing removes it all.
public final class TestingWorker implements AutoCloseable {
    private static final String IMAGE = "gatehouse-worker:shell";
    private static final String RUN_LABEL = "dev.gatehouse.test";

    private final String run;
    private final List<String> images = new ArrayList<>();
    private final Path directory;
    private final DockerClient docker;
    private final TestingRegistry registry = new TestingRegistry();

    private TestingWorker(String run, Path directory, DockerClient docker) {
        this.run = run;
        this.directory = directory;
        this.docker = docker;
    }

    /// @param directory for its socket folder, locks and logs
    public static TestingWorker in(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("socket"));
        return at(directory, UUID.randomUUID().toString().substring(0, 8));
    }

    /// One that was made before, maybe by another process.
    public static TestingWorker at(Path directory, String run) throws IOException {
        return new TestingWorker(
                run, directory, DockerEngine.connect(DockerEngine.socket(Optional.empty())));
    }

    /// By which it is found again.
    public String run() {
        return run;
    }

    public DockerClient docker() {
        return docker;
    }

    public TestingRegistry registry() {
        return registry;
    }

    public AgentName agent() {
        return new AgentName("test-" + run);
    }

    public String container() {
        return "gatehouse-" + agent();
    }

    public SocketOwner user() {
        return new SocketOwner(10001, 10001);
    }

    public AgentGates gates() {
        return new AgentGates(directory.resolve("locks"));
    }

    public RunLogs logs() {
        return new RunLogs(directory.resolve("runs"), InstantSource.system());
    }

    public Dispatch dispatch() {
        return new Dispatch(docker, gates(), logs());
    }

    public Workers workers() {
        return workers(registry, HealthCheck.DEFAULT.limit());
    }

    /// @param limit of its health check, which is not tried again
    Workers workers(Registry other, Duration limit) {
        return new Workers(
                docker,
                other,
                gates(),
                new HealthCheck(HealthCheck.DEFAULT.command(), limit, Duration.ZERO),
                (spec, container) -> List.of());
    }

    /// An image whose `forge` is this script.
    public String image(String name, String forge) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(directory, "image");
        Files.writeString(
                folder.resolve("Dockerfile"),
                """
                FROM %s
                LABEL %s=%s
                USER 0:0
                COPY forge /opt/testing/forge
                RUN chmod 0755 /opt/testing/forge && ln -sf /opt/testing/forge /usr/local/bin/forge
                USER 10001:10001
                """
                        .formatted(IMAGE, RUN_LABEL, run));
        Files.writeString(folder.resolve("forge"), "#!/bin/sh\n" + forge + "\n");
        String tag = "gatehouse-test:" + run + "-" + name;
        Process tar =
                new ProcessBuilder("tar", "-c", "-C", folder.toString(), ".")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (InputStream context = tar.getInputStream()) {
            docker.buildImageCmd(context)
                    .withTags(Set.of(tag))
                    .withForcerm(true)
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
        }
        tar.waitFor();
        images.add(tag);
        return tag;
    }

    /// An image with which an agent is well.
    public String soundImage() throws IOException, InterruptedException {
        return image("sound", "exit 0");
    }

    public WorkerSpec spec(String image) {
        return new WorkerSpec(
                agent(),
                container(),
                image,
                user(),
                directory.resolve("socket"),
                new WorkerLimits(512L << 20, 1_000_000_000, 128, 64L << 20),
                WorkerSpec.NO_NETWORK,
                List.of(),
                new TreeMap<>());
    }

    public AgentRun command(String... words) {
        return AgentRun.of(agent(), container(), user(), List.of(words));
    }

    public AgentRun shell(String script) {
        return command("sh", "-c", script);
    }

    /// What a short run that ends with 0 writes.
    public String says(String script) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunResult result = dispatch().runAgent(shell(script).unlogged(), new RunOutput(out, out));
        String text = out.toString(StandardCharsets.UTF_8).strip();
        return result.ending().text().equals("exit 0") ? text : result + ": " + text;
    }

    /// By its name or id.
    public Optional<InspectContainerResponse> inspect(String container) {
        try {
            return Optional.of(docker.inspectContainerCmd(container).exec());
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// The names of the agent's containers.
    public List<String> containers() {
        return all().stream().map(one -> one.getNames()[0].substring(1)).sorted().toList();
    }

    /// Whether a process of the container has the variable `MARK` with this value.
    public boolean isAlive(String mark) throws IOException {
        return !says("grep -slz '^MARK=" + mark + "$' /proc/[0-9]*/environ | wc -l").equals("0");
    }

    private List<Container> all() {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Layout.AGENT_LABEL, agent().value()))
                .exec();
    }

    @Override
    public void close() throws IOException {
        all().forEach(one -> docker.removeContainerCmd(one.getId()).withForce(true).exec());
        Volumes volumes = new Volumes(docker);
        volumes.remove(WorkerSpec.homeVolume(agent()));
        volumes.remove(WorkerSpec.stateVolume(agent()));
        images.forEach(image -> docker.removeImageCmd(image).withForce(true).exec());
        docker.close();
    }
}
