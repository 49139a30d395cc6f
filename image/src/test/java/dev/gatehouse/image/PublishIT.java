package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `publish.sh` with two images of a few bytes; [EmulatedWorkerIT] does it with the workers'.
@NeedsImage(WorkerImageIT.IMAGE)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class PublishIT {
    private final String run = UUID.randomUUID().toString();
    private final List<String> images = new ArrayList<>();

    @TempDir private Path folder;

    @AfterEach
    void removeImages() throws Exception {
        for (String image : images) {
            Ended.of("docker", "rmi", image);
        }
    }

    @Test
    void pushesOneListForBothArchitectures() throws Exception {
        String amd = image("amd64");
        String arm = image("arm64");
        try (TestingRegistry registry = TestingRegistry.start(folder)) {
            Ended published = publish("--insecure", registry.name() + "/team/worker:1.0", amd, arm);
            assertThat(published.status()).as(published.output()).isZero();

            JsonNode list = registry.list("team/worker", "1.0");
            assertThat(list.path("manifests"))
                    .extracting(one ->
                            one.at("/platform/os").asString()
                                    + "/"
                                    + one.at("/platform/architecture").asString())
                    .as(list.toString())
                    .containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
            assertThat(published.output())
                    .as("a digest to pin it by")
                    .containsPattern("published \\S+/team/worker:1.0@sha256:[0-9a-f]{64}");

            assertThat(
                            publish("--insecure", registry.name() + "/team/worker:1.0", amd, arm)
                                    .status())
                    .as("again")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.example.org/worker", "registry.example.org/worker:latest"})
    void refusesANameThatIsAnotherImageTomorrow(String name) throws Exception {
        Ended refused = publish(name, WorkerImageIT.IMAGE);
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("tag");
    }

    @Test
    void refusesTwoImagesOfOneArchitecture() throws Exception {
        String amd = image("amd64");
        try (TestingRegistry registry = TestingRegistry.start(folder)) {
            Ended refused = publish("--insecure", registry.name() + "/worker:1.0", amd, amd);
            assertThat(refused.status()).isNotZero();
            assertThat(refused.output()).contains("second image for amd64");
        }
    }

    private Ended publish(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("sh");
        command.add(TestingFolder.root().resolve("image/publish.sh").toString());
        command.addAll(List.of(arguments));
        return Ended.of(command.toArray(String[]::new));
    }

    /// An image with one file, loaded from an archive: it has no program, so no architecture is
    /// emulated.
    private String image(String architecture) throws IOException, InterruptedException {
        String name = "gatehouse-test-" + run + ":" + architecture;
        Path parts = Files.createDirectory(folder.resolve(architecture));
        Files.writeString(parts.resolve("file"), architecture);
        Ended.of("tar", "-C", parts.toString(), "-cf", parts + "/layer.tar", "file");
        String digest = Ended.of("sha256sum", parts + "/layer.tar").output().split(" ", 2)[0];
        Files.writeString(
                parts.resolve("config.json"),
                """
                {"architecture":"%s","os":"linux","config":{"Labels":{"dev.gatehouse.test":"%s"}},
                 "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}
                """
                        .formatted(architecture, run, digest));
        Files.writeString(
                parts.resolve("manifest.json"),
                "[{\"Config\":\"config.json\",\"RepoTags\":[\""
                        + name
                        + "\"],\"Layers\":[\"layer.tar\"]}]");
        String archive = parts + "/archive.tar";
        Ended.of(
                "tar",
                "-C",
                parts.toString(),
                "-cf",
                archive,
                "config.json",
                "manifest.json",
                "layer.tar");
        Ended loaded = Ended.of("docker", "load", "--input", archive);
        assertThat(loaded.status()).as(loaded.output()).isZero();
        images.add(name);
        return name;
    }
}
