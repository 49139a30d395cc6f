package dev.gatehouse.broker.quarantine;

import static dev.gatehouse.broker.quarantine.Scene.FILES;
import static dev.gatehouse.broker.quarantine.Scene.MAIN;
import static dev.gatehouse.broker.quarantine.Scene.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class QuarantineIT {
    private static final QuarantineLimits ROOMY = QuarantineLimits.DEFAULT;

    @TempDir Path directory;

    private static QuarantineLimits limits(long packBytes, int newCommits, Duration checking) {
        return new QuarantineLimits(
                packBytes,
                ROOMY.mirrorBytes(),
                newCommits,
                ROOMY.processBytes(),
                ROOMY.receiving(),
                checking);
    }

    private Scene scene(QuarantineLimits limits) throws IOException {
        return new Scene(directory, ObjectFormat.SHA1, limits);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAFastForwardFromADropOfCommits(ObjectFormat format) throws IOException {
        Scene scene = new Scene(directory, format, ROOMY);
        String base = scene.client.commit(FILES);
        String old = scene.publish(MAIN, scene.client.commit(Map.of("a", "1"), base));
        String next = scene.client.commit(Map.of("a", "2"), old);
        String merge = scene.client.commit(Map.of("a", "3"), base, old);
        String sibling = scene.client.commit(Map.of("a", "2"), base);
        String stranger = scene.client.commit(Map.of("b", "1"));

        assertThat(Stream.of(next, merge, old))
                .as("the old head is in the history")
                .allSatisfy(id -> assertClean(forward(scene, old, id)));
        assertThat(Stream.of(sibling, stranger, base))
                .as("the old head would be lost")
                .allSatisfy(id ->
                        assertThat(forward(scene, old, id))
                                .isEqualTo(
                                        new Verdict.Refused(
                                                Map.of(MAIN, new Finding.NotFastForward()))));
    }

    private static Verdict forward(Scene scene, String oldId, String newId) throws IOException {
        return scene.push(scene.pack(newId), Scene.fastForward(MAIN, oldId, newId));
    }

    @Test
    void leavesThePackAsItWasReceivedUntilItIsClosed() throws IOException {
        Scene scene = scene(ROOMY);
        String there = scene.publish(TOPIC, scene.client.commit(FILES));
        byte[] nothing = scene.pack(there);
        String id = scene.client.commit(Map.of("a", "1"));
        byte[] sent = scene.client.pack(List.of(id), List.of());

        Verdict verdict = scene.push(sent, Scene.update(MAIN, id));

        assertThat(verdict).isInstanceOf(Verdict.Clean.class);
        if (verdict instanceof Verdict.Clean(PackFile file)) {
            assertThat(file.path()).as("what goes upstream").hasBinaryContent(sent);
            assertThat(file.bytes()).isEqualTo(sent.length);
            file.close();
            file.close();
        }
        assertNothingWaits(scene);
        assertThat(nothing).as("and a pack of nothing is fine too").hasSize(32);
        assertClean(scene.push(nothing, Scene.update(MAIN, there)));
    }

    @Test
    void asksTheForgeForNothingWhereNothingIsToBeChecked() throws IOException {
        Scene scene = scene(ROOMY);
        PushCheck nothing = new PushCheck(List.of(), List.of(), Optional.empty());

        assertClean(scene.push(new byte[0], nothing));

        assertThat(scene.forge.wanted).as("fetches").isEmpty();
    }

    @Test
    void refusesAThinPackInClearWords() throws IOException {
        Scene scene = scene(ROOMY);
        String text = "a line that is there twice\n".repeat(100);
        String base = scene.publish(MAIN, scene.client.commit(Map.of("a", text)));
        String next = scene.client.commit(Map.of("a", text + "and more"), base);
        byte[] thin = scene.client.pack(List.of(next), List.of(base), "--thin");

        assertUnchecked(scene.push(thin, Scene.update(MAIN, next)), "--no-thin");
    }

    @Test
    void refusesAPackThatIsNotWholeOrNotOnlyAPack() throws IOException {
        Scene scene = scene(ROOMY);
        scene.publish(MAIN, scene.client.commit(FILES));
        String id = scene.client.commit(Map.of("a", "1"));
        byte[] pack = scene.pack(id);
        byte[] corrupt = pack.clone();
        corrupt[pack.length / 2] ^= 0x55;
        PushCheck check = Scene.update(TOPIC, id);

        assertUnchecked(scene.push(Arrays.copyOf(pack, pack.length - 1), check), "cut off");
        assertUnchecked(scene.push(Arrays.copyOf(pack, 11), check), "cut off");
        assertUnchecked(scene.push(corrupt, check), "damaged");
        assertUnchecked(scene.push("0000".getBytes(StandardCharsets.US_ASCII), check), "damaged");
        assertUnchecked(scene.push(Arrays.copyOf(pack, pack.length + 1), check), "follow the end");
        assertUnchecked(
                scene.push(Arrays.copyOf(pack, pack.length + (1 << 20)), check), "follow the end");
        assertUnchecked(scene.push(new byte[0], check), "");
        assertNothingWaits(scene);
    }

    @Test
    void refusesWhatIsTooMuch() throws IOException {
        Scene scene = scene(limits(100_000, 3, ROOMY.checking()));
        String base = scene.publish(MAIN, scene.client.commit(Map.of("a", "1")));
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        String large = scene.client.commit(Map.of("large", HexFormat.of().formatHex(noise)), base);
        List<String> chain = new ArrayList<>(List.of(base));
        for (int count = 0; count < 4; count++) {
            chain.add(scene.client.commit(Map.of("n", "" + count), chain.getLast()));
        }
        byte[] once = scene.pack(large);
        byte[] larger = Arrays.copyOf(once, 200_000);

        assertClean(scene.push(TOPIC, chain.get(3)));
        assertUnchecked(scene.push(TOPIC, chain.get(4)), "more than 3 new commits");
        assertUnchecked(scene.push(larger, Scene.update(TOPIC, large)), "larger than");
    }

    @Test
    void refusesARepositoryThatIsTooMuch() throws IOException {
        Scene scene = scene(mirrorOf(100));
        String head = scene.publish(MAIN, scene.client.commit(Map.of("a", "1")));

        assertUnchecked(
                scene.push(TOPIC, scene.client.commit(Map.of("a", "2"), head)), "too large");
    }

    @Test
    void fetchesARepositoryAnewWhereItsBranchesLeftTooMuchBehind() throws IOException {
        Scene scene = scene(mirrorOf(600));
        for (int commit = 0; commit < 6; commit++) {
            String head = scene.publish(MAIN, scene.client.commit(Map.of("a", "" + commit)));

            assertClean(scene.push(TOPIC, scene.client.commit(Map.of("a", "x"), head)));
        }
        assertThat(Folders.list(scene.state.resolve("mirrors/42.sha1.git/objects/pack")))
                .as("packs of one small commit each, with their indices")
                .hasSizeLessThan(12);
    }

    private static QuarantineLimits mirrorOf(long bytes) {
        return new QuarantineLimits(
                1 << 20, bytes, 10, 250 << 20, ROOMY.receiving(), ROOMY.checking());
    }

    @Test
    void countsCommitsThatAreOnTheForgeUnderNoBranch() throws IOException {
        Scene scene = scene(limits(100_000, 2, ROOMY.checking()));
        scene.publish(MAIN, scene.client.commit(FILES));
        String one = scene.client.commit(Map.of("n", "1"));
        String two = scene.client.commit(Map.of("n", "2"), one);
        String three = scene.publish("refs/x/1", scene.client.commit(Map.of("n", "3"), two));

        assertUnchecked(
                scene.push(new byte[0], Scene.update(TOPIC, three)), "more than 2 new commits");
    }

    @Test
    void fetchesWhatIsOnTheForgeUnderNoBranch() throws IOException {
        Scene scene = scene(ROOMY);
        String base = scene.publish(MAIN, scene.client.commit(Map.of("a", "1")));
        String tagged = scene.publish("refs/tags/t", scene.client.commit(Map.of("a", "2"), base));
        String next = scene.client.commit(Map.of("a", "2", "b", "1"), tagged);
        byte[] pack = scene.client.pack(List.of(next), List.of(tagged));

        assertClean(scene.push(pack, Scene.update(TOPIC, next)));

        assertThat(scene.forge.wanted)
                .as("the heads, and then the one commit that is missing")
                .containsExactly(List.of(base), List.of(tagged));
    }

    @Test
    void refusesAPushThatBuildsOnWhatNobodyHas() throws IOException {
        Scene scene = scene(ROOMY);
        scene.publish(MAIN, scene.client.commit(FILES));
        String lost = scene.client.commit(Map.of("a", "1"));
        String next = scene.client.commit(Map.of("a", "2"), lost);
        byte[] pack = scene.client.pack(List.of(next), List.of(lost));

        assertUnchecked(scene.push(pack, Scene.update(TOPIC, next)), "builds on");
        assertUnchecked(scene.push(new byte[0], Scene.fastForward(MAIN, lost, lost)), "builds on");
    }

    @Test
    void refusesATreeThatIsMissing() throws IOException {
        Scene scene = scene(ROOMY);
        String base = scene.publish(MAIN, scene.client.commit(FILES));
        String id = scene.client.commit(Map.of(".forgejo/other", "1"), base);
        String tree = scene.client.git("rev-parse", id + "^{tree}");

        for (List<String> sent : List.of(List.of(id), List.of(id, tree))) {
            byte[] pack =
                    scene.client.run(
                            (String.join("\n", sent) + "\n").getBytes(StandardCharsets.US_ASCII),
                            "pack-objects",
                            "--stdout",
                            "-q");
            assertUnchecked(scene.push(pack, Scene.update(TOPIC, id)), "incomplete");
        }
    }

    @Test
    void survivesATreeThatUnfoldsWithoutEnd() throws IOException {
        Scene scene =
                new Scene(
                        directory,
                        ObjectFormat.SHA1,
                        new QuarantineLimits(
                                1 << 20,
                                1 << 20,
                                10,
                                250 << 20,
                                ROOMY.receiving(),
                                Duration.ofSeconds(60)));
        String base = scene.publish(MAIN, scene.client.commit(FILES));
        String below = "100644 blob " + scene.client.object("blob", "x") + "\tf";
        StringBuilder level = new StringBuilder();
        String tree = scene.client.gitWith(below + "\n", "mktree");
        for (int depth = 0; depth < 12; depth++) {
            level.setLength(0);
            for (int name = 0; name < 30; name++) {
                level.append("040000 tree %s\t%02d\n".formatted(tree, name));
            }
            tree = scene.client.gitWith(level.toString(), "mktree");
        }
        String bomb = scene.client.git("commit-tree", "-p", base, "-m", "m", tree);

        assertUnchecked(scene.push(TOPIC, bomb), "");
    }

    @Test
    void streamsABlobThatIsLargerThanItsMemory() throws IOException {
        QuarantineLimits small =
                new QuarantineLimits(
                        1 << 30, 1 << 30, 10, 250 << 20, ROOMY.receiving(), ROOMY.checking());
        Scene scene = new Scene(directory, ObjectFormat.SHA1, small);
        Path zeros = directory.resolve("zeros");
        try (OutputStream file = Files.newOutputStream(zeros)) {
            for (int mebibyte = 0; mebibyte < 300; mebibyte++) {
                file.write(new byte[1 << 20]);
            }
        }
        String blob = scene.client.git("hash-object", "-w", zeros.toString());
        String tree = scene.client.gitWith("100644 blob " + blob + "\tzeros\n", "mktree");
        String id = scene.client.git("commit-tree", "-m", "m", tree);

        assertClean(scene.push(TOPIC, id));
    }

    @Test
    void endsAGitThatNeedsMoreMemoryThanItMay() throws IOException {
        QuarantineLimits small =
                new QuarantineLimits(
                        1 << 30, 1 << 30, 10, 250 << 20, ROOMY.receiving(), ROOMY.checking());
        Scene scene = new Scene(directory, ObjectFormat.SHA1, small);
        String id = scene.client.commit(Map.of("a", "1"));
        String tag =
                "object %s\ntype commit\ntag v\ntagger a <a@example.org> 1700000000 +0000\n\n"
                        .formatted(id);
        String large = scene.client.object("tag", tag + "m".repeat(260 << 20));

        assertUnchecked(scene.push("refs/tags/v", large), "too large");
    }

    @Test
    void storesNoMoreOfAPackThanItMay() throws IOException {
        Scene scene = scene(limits(100_000, 3, ROOMY.checking()));
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        String id = scene.client.commit(Map.of("large", HexFormat.of().formatHex(noise)));
        byte[] pack = scene.pack(id);
        try (Quarantine quarantine = scene.quarantines.open("42", ObjectFormat.SHA1)) {
            quarantine.write(pack, 0, pack.length);
            assertUnchecked(quarantine.check(Scene.update(TOPIC, id), scene.forge), "larger than");

            try (Stream<Path> files = Files.walk(scene.state.resolve("quarantine"))) {
                assertThat(files.mapToLong(file -> file.toFile().length()).sum())
                        .as("bytes on the disk, of %d that were sent", pack.length)
                        .isLessThan(200_000);
            }
        }
    }

    @Timeout(30)
    @Test
    void endsACheckWhoseTimeIsUp() throws IOException {
        Scene scene = scene(limits(1 << 20, 10, Duration.ofMillis(300)));
        String id = scene.client.commit(Map.of("a", "1"));
        byte[] pack = scene.pack(id);
        ForgeObjects silent =
                new ForgeObjects() {
                    @Override
                    public Map<String, String> heads() throws IOException {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return Map.of();
                    }

                    @Override
                    public void fetch(
                            Collection<String> wants, Collection<String> haves, OutputStream to) {}
                };
        try (Quarantine quarantine = scene.quarantines.open("42", ObjectFormat.SHA1)) {
            quarantine.write(pack, 0, pack.length);

            assertUnchecked(quarantine.check(Scene.update(TOPIC, id), silent), "took longer");
        }
    }

    @Test
    void endsAGitWhosePackNeverEnds() throws IOException {
        QuarantineLimits hasty =
                new QuarantineLimits(
                        1 << 20, 1 << 20, 10, 400 << 20, Duration.ofMillis(300), ROOMY.checking());
        Scene scene = new Scene(directory, ObjectFormat.SHA1, hasty);
        byte[] pack = scene.pack(scene.client.commit(FILES));
        Quarantine quarantine = scene.quarantines.open("42", ObjectFormat.SHA1);
        quarantine.write(pack, 0, pack.length / 2);
        List<ProcessHandle> git = ProcessHandle.current().children().toList();

        assertThat(git).as("index-pack waits").isNotEmpty();
        assertThat(git)
                .allSatisfy(process ->
                        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
        quarantine.write(pack, 0, pack.length);
        assertUnchecked(
                quarantine.check(Scene.update(TOPIC, "1".repeat(40)), scene.forge), "took longer");
        quarantine.close();
        assertNothingWaits(scene);
    }

    @Test
    void killsGitWhenThePushIsBrokenOff() throws IOException {
        Scene scene = scene(ROOMY);
        byte[] pack = scene.pack(scene.client.commit(FILES));
        Quarantine quarantine = scene.quarantines.open("42", ObjectFormat.SHA1);
        quarantine.write(pack, 0, pack.length / 2);
        List<ProcessHandle> git = ProcessHandle.current().children().toList();

        quarantine.close();

        assertThat(git)
                .allSatisfy(process ->
                        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
        assertNothingWaits(scene);
    }

    @Test
    void checksManyPushesAtOnce() throws IOException, ExecutionException, InterruptedException {
        Scene scene = scene(ROOMY);
        String base = scene.publish(MAIN, scene.client.commit(FILES));
        List<Callable<Verdict>> pushes = new ArrayList<>();
        for (int push = 0; push < 6; push++) {
            String id = scene.client.commit(Map.of("readme", "" + push), base);
            byte[] pack = scene.pack(id);
            pushes.add(() -> scene.push(pack, Scene.update(TOPIC, id)));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Verdict> verdict : threads.invokeAll(pushes)) {
                assertThat(verdict.get())
                        .as("they drop the workflow")
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
        assertThat(scene.forge.wanted).as("one fetch serves all").hasSize(1);
        assertNothingWaits(scene);
    }

    @Test
    void isNotHeldUpByACheckThatTakesLong()
            throws IOException, ExecutionException, InterruptedException {
        Scene scene = scene(ROOMY);
        String base = scene.publish(MAIN, scene.client.commit(Map.of("a", "1")));
        String id = scene.client.commit(Map.of("a", "2"), base);
        assertClean(scene.push(TOPIC, id));
        CountDownLatch walking = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ProtectedPaths slow =
                new ProtectedPaths() {
                    @Override
                    public boolean covers(String path) {
                        walking.countDown();
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return false;
                    }

                    @Override
                    public boolean leadsTo(String path) {
                        return false;
                    }
                };
        PushCheck check =
                new PushCheck(
                        List.of(), List.of(new PushCheck.Update(TOPIC, id)), Optional.of(slow));
        byte[] pack = scene.pack(id);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Verdict> verdict = threads.submit(() -> scene.push(pack, check));
            walking.await();
            String next = scene.publish(MAIN, scene.client.commit(Map.of("a", "3"), base));

            assertClean(scene.push(TOPIC, scene.client.commit(Map.of("a", "4"), next)));

            end.countDown();
            assertClean(verdict.get());
        }
    }

    @Test
    void sweepsWhatACrashLeft() throws IOException {
        Scene scene = scene(ROOMY);
        Path left = scene.state.resolve("quarantine/push-1/scratch");
        Files.createDirectories(left);
        Files.writeString(left.resolve("ask-1.txt"), "x");

        Scene.reopen(scene);

        assertNothingWaits(scene);
    }

    @Test
    void keepsWhatItHasFromOthers() throws IOException {
        Scene scene = scene(ROOMY);

        assertThat(Files.getPosixFilePermissions(scene.state.resolve("mirrors")))
                .as("the owner alone")
                .hasSize(3);
        assertThat(Files.getPosixFilePermissions(scene.state.resolve("quarantine"))).hasSize(3);
    }

    private static void assertNothingWaits(Scene scene) {
        assertThat(scene.state.resolve("quarantine")).as("no pack is left").isEmptyDirectory();
    }

    private static void assertClean(Verdict verdict) {
        assertThat(verdict).as("nothing is wrong").isInstanceOf(Verdict.Clean.class);
        if (verdict instanceof Verdict.Clean(PackFile pack)) {
            pack.close();
        }
    }

    private static void assertUnchecked(Verdict verdict, String why) {
        assertThat(verdict)
                .as("it cannot be told what it does")
                .isInstanceOfSatisfying(
                        Verdict.Unchecked.class, it -> assertThat(it.why()).contains(why));
    }
}
