package dev.gatehouse.broker.quarantine;

import static dev.gatehouse.broker.quarantine.Scene.FILES;
import static dev.gatehouse.broker.quarantine.Scene.MAIN;
import static dev.gatehouse.broker.quarantine.Scene.TOPIC;
import static dev.gatehouse.broker.quarantine.Scene.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PathGuardIT {
    @TempDir Path directory;
    Scene scene;
    TestingRepository client;
    String base = "";

    @BeforeEach
    void publishAWorkflow() throws IOException {
        scene = new Scene(directory);
        client = scene.client;
        base = scene.publish(MAIN, client.commit(FILES));
    }

    /// The files with some of them changed; those that would be below or above a changed one go.
    private static Map<String, String> with(Map<String, String> files, String... changes) {
        Map<String, String> changed = new HashMap<>(files);
        for (int at = 0; at < changes.length; at += 2) {
            String path = changes[at];
            changed.keySet().removeIf(old -> old.equals(path) || old.startsWith(path + "/"));
            if (!changes[at + 1].isEmpty()) {
                changed.put(path, changes[at + 1]);
            }
        }
        return changed;
    }

    @ParameterizedTest(name = "{0} := {1}")
    @CsvSource({
        ".forgejo/workflows/ci.yml,     on: anything",
        ".forgejo/workflows/ci.yml,     exec:on: push",
        ".forgejo/workflows/ci.yml,     link:../../evil.yml",
        ".forgejo/workflows/ci.yml,     ''",
        ".forgejo/workflows/new.yml,    on: push",
        ".forgejo/workflows/deep/x.yml, on: push",
        ".forgejo/workflows/sub,        submodule",
        ".forgejo/workflows,            link:../elsewhere",
        ".forgejo/workflows,            a file",
        ".forgejo/workflows,            submodule",
        ".forgejo,                      link:elsewhere",
        ".forgejo,                      submodule",
        ".forgejo,                      ''",
        "CODEOWNERS,                    * @me",
        "CODEOWNERS/x,                  beside",
    })
    void refusesAChangeOfAProtectedPath(String path, String content) throws IOException {
        String evil = client.commit(with(FILES, path, content), base);
        boolean harmless = path.equals("CODEOWNERS/x");

        Verdict verdict = scene.push(TOPIC, evil);

        assertThat(verdict instanceof Verdict.Clean)
                .as("only what is below a protected file's name is free: %s", verdict)
                .isEqualTo(harmless);
        if (!harmless) {
            assertRefused(verdict, evil);
        }
    }

    @ParameterizedTest
    @CsvSource({
        ".forgejo,           link:elsewhere",
        ".forgejo,           submodule",
        ".forgejo,           a file",
        ".forgejo/workflows, link:../elsewhere",
        ".forgejo/workflows, submodule",
    })
    void refusesWhatStandsInForADirectoryThatIsNotThereYet(String path, String content)
            throws IOException {
        String bare = scene.publish(MAIN, client.commit(Map.of("readme", "1")));

        assertRefused(
                scene.push(TOPIC, client.commit(Map.of("readme", "1", path, content), bare)), "");
    }

    @ParameterizedTest
    @CsvSource({"readme, 2", "src/new, x", "readme, ''", ".forgejo/other, x", "link, link:readme"})
    void letsAnythingElseChange(String path, String content) throws IOException {
        String fine = client.commit(with(FILES, path, content), base);

        assertClean(scene.push(TOPIC, fine));
    }

    @ParameterizedTest
    @EnumSource
    void guardsRepositoriesOfEitherHash(ObjectFormat format) throws IOException {
        Scene other = new Scene(directory.resolve("other"), format, QuarantineLimits.DEFAULT);
        String root = other.publish(MAIN, other.client.commit(FILES));
        String fine = other.client.commit(with(FILES, "readme", "2"), root);
        String orphan = other.client.commit(Map.of("x", "1"));
        String evil = other.client.commit(with(FILES, WORKFLOW, "x"), root);

        assertClean(other.push(TOPIC, fine));
        assertClean(other.push(TOPIC, orphan));
        assertRefused(other.push(TOPIC, evil), evil);
    }

    @Test
    void refusesAChangeThatALaterCommitTakesBack() throws IOException {
        String evil = client.commit(with(FILES, WORKFLOW, "evil"), base);
        String innocent = client.commit(FILES, evil);

        assertRefused(scene.push(TOPIC, innocent), innocent);
        assertRefused(scene.push(TOPIC, evil), evil);
    }

    @Test
    void refusesAProtectedFileInARootCommit() throws IOException {
        assertRefused(scene.push(TOPIC, client.commit(Map.of("CODEOWNERS", "me"))), "");
    }

    @Test
    void checksTheFirstPushToAnEmptyRepository() throws IOException {
        scene.server.git("update-ref", "-d", MAIN);

        assertRefused(scene.push(MAIN, base), base);
        assertClean(scene.push(MAIN, client.commit(Map.of("readme", "1"))));
    }

    @Test
    void letsABranchBeginAtACommitOfAnotherBranch() throws IOException {
        String next = scene.publish(MAIN, client.commit(with(FILES, WORKFLOW, "v2"), base));

        assertClean(scene.push(new byte[0], Scene.update(TOPIC, next)));
        assertClean(scene.push(TOPIC, base));
    }

    @Test
    void letsOthersWorkBeMerged() throws IOException {
        String topic = client.commit(with(FILES, "src/a", "1"), base);
        String main = scene.publish(MAIN, client.commit(with(FILES, WORKFLOW, "v2"), base));
        String merge = client.commit(with(FILES, "src/a", "1", WORKFLOW, "v2"), topic, main);

        assertClean(scene.push(TOPIC, merge));
    }

    @Test
    void letsMergesCrossAndHaveManyParents() throws IOException {
        Map<String, String> second = with(FILES, WORKFLOW, "v2");
        String main = client.commit(second, base);
        String left = client.commit(with(FILES, "a", "1"), base);
        String right = client.commit(with(FILES, "b", "1"), base);
        scene.publish(MAIN, main);
        String one = client.commit(with(FILES, "a", "1", "b", "1"), left, right);
        String two = client.commit(with(FILES, "a", "1", "b", "1"), right, left);
        String octopus = client.commit(with(second, "a", "1", "b", "1"), one, two, main);

        assertClean(scene.push(TOPIC, octopus));
    }

    @Test
    void refusesAMergeThatBringsWhatNoParentHas() throws IOException {
        String topic = client.commit(with(FILES, "src/a", "1"), base);
        String main = scene.publish(MAIN, client.commit(with(FILES, WORKFLOW, "v2"), base));
        String evil = client.commit(with(FILES, WORKFLOW, "v3"), topic, main);
        String octopus = client.commit(with(FILES, WORKFLOW, "v3"), topic, main, base);

        assertRefused(scene.push(TOPIC, evil), evil);
        assertRefused(scene.push(TOPIC, octopus), octopus);
    }

    @Test
    void refusesAMergeThatBringsBackWhatAnOldCommitHad() throws IOException {
        String main = scene.publish(MAIN, client.commit(with(FILES, WORKFLOW, "v2"), base));
        String topic = client.commit(with(FILES, "src/a", "1"), base);
        String older = client.commit(FILES, main, base);
        String stale = client.commit(with(FILES, "src/a", "1"), topic, main);

        assertRefused(scene.push(MAIN, older), older);
        assertRefused(scene.push(MAIN, stale), stale);
    }

    @Test
    void refusesAMergeWithAStrangersHistoryThatDropsAWorkflow() throws IOException {
        String stranger = client.commit(Map.of("readme", "other"));
        String evil = client.commit(Map.of("readme", "other"), stranger, base);
        String fine = client.commit(with(FILES, "readme", "other"), stranger, base);

        assertRefused(scene.push(MAIN, evil), evil);
        assertClean(scene.push(MAIN, fine));
    }

    @ParameterizedTest
    @CsvSource({"refs/pull/7/head", "refs/tags/v1", "refs/for/main/x"})
    void doesNotTrustWhatIsUnderNoBranch(String ref) throws IOException {
        String evil = scene.publish(ref, client.commit(with(FILES, WORKFLOW, "evil"), base));
        String onTop = client.commit(with(FILES, WORKFLOW, "evil", "x", "1"), evil);

        assertRefused(scene.push(new byte[0], Scene.update(TOPIC, evil)), evil);
        assertRefused(
                scene.push(client.pack(List.of(onTop), List.of(evil)), Scene.update(TOPIC, onTop)),
                evil);
    }

    @Test
    void doesNotTrustABranchThatIsGone() throws IOException {
        String evil = client.commit(with(FILES, WORKFLOW, "evil"), base);
        scene.publish("refs/heads/other", evil);
        assertClean(scene.push(TOPIC, evil));

        scene.server.git("update-ref", "-d", "refs/heads/other");

        assertRefused(scene.push(TOPIC, evil), evil);
    }

    @Test
    void looksThroughAnnotatedTags() throws IOException {
        String evil = client.commit(with(FILES, WORKFLOW, "evil"), base);
        String tag = tag(evil, "commit", "");
        String tagOfTag = tag(tag, "tag", "");

        assertRefused(scene.push("refs/tags/v1", tag), evil);
        assertRefused(scene.push("refs/tags/v2", tagOfTag), evil);
        assertClean(scene.push("refs/tags/v3", tag(base, "commit", "")));
    }

    @Test
    void doesNotGuessWhatATagOfATreeOrABlobDoes() throws IOException {
        String tree = client.git("rev-parse", base + "^{tree}");
        String blob = client.git("rev-parse", base + ":readme");

        for (String id : List.of(tree, blob, tag(tree, "tree", ""), tag(blob, "blob", ""))) {
            assertThat(scene.push("refs/tags/v1", id))
                    .as("what it stands for is no commit")
                    .isInstanceOf(Verdict.Unchecked.class);
        }
    }

    @Test
    void readsNoCommitThatNamesTwoTrees() throws IOException {
        String evil =
                client.git("rev-parse", client.commit(with(FILES, WORKFLOW, "x")) + "^{tree}");
        String tree = client.git("rev-parse", base + "^{tree}");
        String commit =
                client.object(
                        "commit",
                        """
                        tree %s
                        parent %s
                        author a <a@example.org> 1700000000 +0000
                        committer a <a@example.org> 1700000000 +0000
                        tree %s

                        m
                        """
                                .formatted(tree, base, evil));

        assertUnchecked(scene.push(TOPIC, commit), "two ways");
    }

    @Test
    void readsNoTagThatNamesTwoObjects() throws IOException {
        String evil = client.commit(with(FILES, WORKFLOW, "evil"), base);

        assertUnchecked(
                scene.push("refs/tags/v1", tag(base, "commit", "object " + evil)), "two ways");
    }

    private String tag(String id, String type, String extra) throws IOException {
        return client.object(
                "tag",
                "object %s\ntype %s\ntag v\ntagger a <a@example.org> 1700000000 +0000\n%s\n\nm\n"
                        .formatted(id, type, extra)
                        .replace("\n\n\n", "\n\n"));
    }

    @Test
    void namesThePathTheCommitAndEachRef() throws IOException {
        String evil = client.commit(with(FILES, WORKFLOW, "evil"), base);
        String onTop = client.commit(with(FILES, WORKFLOW, "evil", "x", "1"), evil);
        String fine = client.commit(with(FILES, "x", "1"), base);
        PushCheck check =
                new PushCheck(
                        List.of(),
                        List.of(
                                new PushCheck.Update("refs/heads/a", evil),
                                new PushCheck.Update("refs/heads/b", onTop),
                                new PushCheck.Update("refs/heads/c", fine)),
                        Optional.of(Scene.PATHS));

        assertThat(scene.push(scene.pack(evil, onTop, fine), check))
                .as("each ref with what is wrong with it")
                .isEqualTo(
                        new Verdict.Refused(
                                Map.of(
                                        "refs/heads/a", new Finding.ProtectedPath(WORKFLOW, evil),
                                        "refs/heads/b",
                                                new Finding.ProtectedPath(WORKFLOW, evil))));
    }

    private static void assertClean(Verdict verdict) {
        assertThat(verdict).as("nothing protected changes").isInstanceOf(Verdict.Clean.class);
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

    private static void assertRefused(Verdict verdict, String commit) {
        assertThat(verdict)
                .as("a protected path changes")
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.findings().values())
                                        .allSatisfy(finding -> assertNames(finding, commit))
                                        .isNotEmpty());
    }

    private static void assertNames(Finding finding, String commit) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.ProtectedPath.class,
                        found -> assertThat(found.commit()).contains(commit));
    }
}
