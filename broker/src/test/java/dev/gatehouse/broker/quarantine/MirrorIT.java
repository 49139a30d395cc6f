package dev.gatehouse.broker.quarantine;

import static dev.gatehouse.broker.quarantine.Scene.FILES;
import static dev.gatehouse.broker.quarantine.Scene.MAIN;
import static dev.gatehouse.broker.quarantine.Scene.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorIT {
    @TempDir Path directory;
    Scene scene;
    String base = "";

    @BeforeEach
    void publish() throws IOException {
        scene = new Scene(directory);
        base = scene.publish(MAIN, scene.client.commit(FILES));
    }

    private void assertItWorks() throws IOException {
        String head = scene.forge.heads().getOrDefault(MAIN, base);
        String next = scene.client.commit(Map.of("readme", "2", Scene.WORKFLOW, "on: push"), head);
        String evil = scene.client.commit(Map.of("readme", "2"), head);

        Verdict clean = scene.push(TOPIC, next);
        assertThat(clean).as("the mirror serves").isInstanceOf(Verdict.Clean.class);
        if (clean instanceof Verdict.Clean(PackFile pack)) {
            pack.close();
        }
        assertThat(scene.push(TOPIC, evil)).isInstanceOf(Verdict.Refused.class);
    }

    private Path mirror() {
        return scene.state.resolve("mirrors/42.sha1.git");
    }

    private List<Path> packs() throws IOException {
        return Folders.list(mirror().resolve("objects/pack")).stream()
                .filter(file -> file.toString().endsWith(".pack"))
                .toList();
    }

    @Test
    void fetchesOnlyWhatIsNew() throws IOException {
        assertItWorks();
        assertItWorks();
        assertThat(scene.forge.wanted)
                .as("a second check asks for nothing")
                .containsExactly(List.of(base));
        String next = scene.publish(MAIN, scene.client.commit(FILES, base));
        scene = Scene.reopen(scene);
        assertItWorks();

        assertThat(scene.forge.wanted)
                .as("a new broker asks for the new head")
                .containsExactly(List.of(next));
        assertThat(packs()).as("each fetch is a pack").hasSize(2);
        assertThat(packs().getLast().toFile().length() + packs().getFirst().toFile().length())
                .as("without blobs, and without what was there already")
                .isLessThan(1000);
    }

    @Test
    void keepsItsPacksFew() throws IOException {
        String head = base;
        for (int fetch = 0; fetch < 2 * PackUpkeep.MOST_PACKS + 3; fetch++) {
            head =
                    scene.publish(
                            MAIN,
                            scene.client.commit(
                                    Map.of("n", "" + fetch, Scene.WORKFLOW, "on: push"), head));
            assertThat(scene.push(new byte[0], Scene.fastForward(MAIN, base, head)))
                    .isInstanceOf(Verdict.Clean.class);
        }

        assertThat(packs()).hasSizeLessThanOrEqualTo(PackUpkeep.MOST_PACKS);
        assertThat(
                        scene.server.git(
                                "--git-dir=" + mirror(),
                                "rev-list",
                                "--objects",
                                "--filter=blob:none",
                                "--count",
                                head))
                .as("nothing is lost")
                .isNotEmpty();
        assertItWorks();
        scene = Scene.reopen(scene);
        assertItWorks();
        assertThat(scene.forge.wanted).as("nothing is fetched again").isEmpty();
    }

    @Test
    void isMadeAnewWhereItIsBroken() throws IOException {
        assertItWorks();

        for (Path pack : Folders.list(mirror().resolve("objects/pack"))) {
            Files.delete(pack);
        }
        assertItWorks();
        Files.writeString(mirror().resolve("config"), "[nonsense");
        assertItWorks();
        scene = Scene.reopen(scene);
        Files.delete(mirror().resolve("HEAD"));
        assertItWorks();
        assertThat(scene.forge.wanted).as("from nothing").containsExactly(List.of(base));
    }

    @Test
    void isNotMadeAnewForAPushThatIsBroken() throws IOException {
        assertItWorks();
        String evil = scene.client.commit(Map.of("x", "1"), base);
        byte[] commitOnly =
                scene.client.run(
                        (evil + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        "pack-objects",
                        "--stdout",
                        "-q");

        assertThat(scene.push(commitOnly, Scene.update(TOPIC, evil)))
                .isInstanceOf(Verdict.Unchecked.class);

        assertThat(scene.forge.wanted).as("no agent can have it fetched again").hasSize(1);
    }

    @Test
    void outlivesAGitThatWasKilled() throws IOException {
        assertItWorks();
        Path packs = mirror().resolve("objects/pack");
        Files.writeString(packs.resolve("tmp_pack_x"), "half");
        Files.writeString(packs.resolve("multi-pack-index.lock"), "");

        scene = Scene.reopen(scene);
        assertItWorks();

        assertThat(Folders.list(packs))
                .as("half-written files and locks")
                .noneMatch(file -> file.toString().matches(".*(tmp_|lock).*"));
    }
}
