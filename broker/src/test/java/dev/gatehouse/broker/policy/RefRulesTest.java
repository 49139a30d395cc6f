package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.on;
import static dev.gatehouse.broker.policy.TestingGrant.policy;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.protocol.RefusalCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pitfall P7: REST calls that write refs are under the rules of `git push`.
class RefRulesTest {
    private static final PushRule DEV_BRANCHES =
            new PushRule(List.of(new RefPattern("dev/**")), List.of(), false, false, false);

    /// A body with which each operation that writes refs would write one.
    private static final Map<String, Map<String, ?>> BODIES =
            Map.ofEntries(
                    entry("repoCreateBranch", Map.of("new_branch_name", "dev/x")),
                    entry("repoDeleteBranch", Map.of()),
                    entry("repoUpdateBranch", Map.of("name", "dev/y")),
                    entry("repoChangeFiles", Map.of("branch", "dev/x")),
                    entry("repoDeleteFile", Map.of("branch", "dev/x")),
                    entry("repoCreateFile", Map.of("branch", "dev/x")),
                    entry("repoUpdateFile", Map.of("branch", "dev/x")),
                    entry("repoApplyDiffPatch", Map.of("branch", "dev/x")),
                    entry("repoRemoveNote", Map.of()),
                    entry("repoSetNote", Map.of("message", "m")),
                    entry("repoMergePullRequest", Map.of("Do", "merge")),
                    entry("repoUpdatePullRequest", Map.of()),
                    entry("repoCreateRelease", Map.of("tag_name", "v1")),
                    entry("repoEditRelease", Map.of("tag_name", "v1")),
                    entry("repoSyncForkDefault", Map.of()),
                    entry("repoSyncForkBranch", Map.of()),
                    entry("repoCreateTag", Map.of("tag_name", "v1")),
                    entry("repoDeleteTag", Map.of()));

    /// What no push rule can grant: refs that are neither branch nor tag, and a default branch that
    /// cannot be named.
    private static final Set<String> NEVER =
            Set.of("repoRemoveNote", "repoSetNote", "repoSyncForkDefault");

    static Stream<Operation> refWriters() {
        return TestingCall.CATALOGUE.operations().stream()
                .filter(operation -> operation.effects().contains(Effect.REF_WRITE));
    }

    @ParameterizedTest
    @MethodSource("refWriters")
    void nothingIsWrittenUnlessAPushRuleSaysSo(Operation operation) {
        Policy policy = policy(gives(operation, PushRule.NOTHING));
        for (Map<String, ?> body : List.of(body(operation), Map.<String, Object>of())) {
            assertThat(TestingCall.of(operation, body).refusal(policy).code())
                    .as(operation.id() + " " + body)
                    .isEqualTo(RefusalCode.REF_NOT_GRANTED);
        }
    }

    @ParameterizedTest
    @MethodSource("refWriters")
    void aPushRuleThatSaysEverythingGrantsIt(Operation operation) {
        Policy policy = policy(gives(operation, TestingGrant.EVERYTHING));

        assertThat(TestingCall.of(operation, body(operation)).isPermitted(policy))
                .isEqualTo(!NEVER.contains(operation.id()));
    }

    @ParameterizedTest
    @MethodSource("refWriters")
    void whatNamesNoRefIsRefusedOrAskedFor(Operation operation) {
        Policy policy = policy(gives(operation, TestingGrant.EVERYTHING));
        TestingCall call = TestingCall.of(operation, Map.of());
        boolean namedByPath =
                Set.of(
                                "repoDeleteBranch",
                                "repoUpdateBranch",
                                "repoDeleteTag",
                                "repoSyncForkBranch")
                        .contains(operation.id());

        assertThat(call.decide(policy, ForgeFacts.NONE) instanceof Decision.Permit)
                .as(operation.id())
                .isEqualTo(namedByPath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "draft", "name", "target_commitish"})
    void publishingADraftHasToNameItsTag(String field) {
        Policy policy =
                policy(on("charles/lib").roles(Role.MAINTAIN).push(TestingGrant.EVERYTHING));
        TestingCall call =
                TestingCall.of(
                        "PATCH /repos/charles/lib/releases/7",
                        field.equals("{}") ? Map.of() : Map.of(field, "false"));

        assertThat(call.refusal(policy).remedy()).contains("tag_name");
    }

    @ParameterizedTest(name = "{0} branch={1} new={2}")
    @CsvSource(
            nullValues = "-",
            value = {
                // Onto the branch that is named, else onto the default branch.
                "branch, dev/x, -, true",
                "branch, main, -, false",
                "branch, -, -, false",
                "branch, '', '', false",
                "branch, dev/../main, -, false",
                "branch, refs/heads/dev/x, -, false",
                "branch, Dev/x, -, false",
                // Onto a new branch, wherever it starts.
                "new, main, dev/new, false",
                "create, main, dev/new, true",
                "create, -, dev/new, true",
                "create, main, main2, false",
                "create, dev/x, main, false",
                // The same branch twice is no new one.
                "branch, dev/x, dev/x, true",
                "branch, main, main, false",
                // Overwriting the new branch.
                "create force, main, dev/new, true",
                "create no-force, main, dev/new, false",
            })
    void aCommitIsHeldByTheBranchItLandsOn(
            String mode, String branch, String created, boolean permitted) {
        Map<String, Object> body = new HashMap<>();
        if (branch != null) {
            body.put("branch", branch);
        }
        if (created != null) {
            body.put("new_branch", created);
        }
        if (mode.endsWith("force")) {
            body.put("force_overwrite_new_branch", true);
        }
        PushRule push =
                new PushRule(
                        DEV_BRANCHES.branches(),
                        List.of(),
                        mode.startsWith("create"),
                        mode.endsWith(" force"),
                        false);
        Policy policy = policy(on("charles/lib").roles(Role.CONTRIBUTE).push(push));
        for (String call :
                List.of(
                        "POST /repos/charles/lib/contents",
                        "POST /repos/charles/lib/contents/a",
                        "PUT /repos/charles/lib/contents/a",
                        "DELETE /repos/charles/lib/contents/a",
                        "POST /repos/charles/lib/diffpatch")) {
            assertThat(TestingCall.of(call, body).isPermitted(policy))
                    .as(call + " " + body)
                    .isEqualTo(permitted);
        }
    }

    @Test
    void theDefaultBranchIsAskedForDecidedOnAndNamed() {
        TestingCall call = TestingCall.of("POST /repos/charles/lib/contents/a");
        Policy main = policy(branches("main"));

        assertThat(call.decide(main, ForgeFacts.NONE))
                .isInstanceOfSatisfying(
                        Decision.Inquire.class,
                        inquire ->
                                assertThat(inquire.inquiries())
                                        .isEqualTo(Set.of(new Inquiry.DefaultBranch())));
        assertThat(call.decide(main))
                .isInstanceOfSatisfying(
                        Decision.Permit.class,
                        permit -> assertThat(permit.pinned()).isEqualTo(Map.of("branch", "main")));
        assertThat(call.decide(policy(branches("dev/**")))).isInstanceOf(Decision.Refuse.class);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /repos/charles/lib/branches, new_branch_name, dev/y, create",
        "DELETE /repos/charles/lib/branches/dev/x, -, -, delete",
        "POST /repos/charles/lib/tags, tag_name, v1, create",
        "DELETE /repos/charles/lib/tags/v1, -, -, delete",
        "POST /repos/charles/lib/releases, tag_name, v1, create",
        "PATCH /repos/charles/lib/releases/7, tag_name, v1, create",
    })
    void creatingAndDeletingNeedTheirOwnWord(String call, String field, String name, String word) {
        Map<String, String> body = field.equals("-") ? Map.of() : Map.of(field, name);
        for (boolean create : new boolean[] {false, true}) {
            for (boolean delete : new boolean[] {false, true}) {
                PushRule push =
                        new PushRule(
                                List.of(new RefPattern("dev/**")),
                                List.of(new RefPattern("v*")),
                                create,
                                false,
                                delete);
                boolean permitted = word.equals("create") ? create : delete;

                assertThat(
                                TestingCall.of(call, body)
                                        .isPermitted(
                                                policy(
                                                        on("charles/lib")
                                                                .roles(Role.MAINTAIN)
                                                                .push(push))))
                        .as(call + " create=" + create + " delete=" + delete)
                        .isEqualTo(permitted);
            }
        }
    }

    @Test
    void branchPatternsGrantNoTagsAndTagPatternsNoBranches() {
        RefPattern all = new RefPattern("**");
        PushRule branches = new PushRule(List.of(all), List.of(), true, true, true);
        PushRule tags = new PushRule(List.of(), List.of(all), true, true, true);
        TestingCall tag = TestingCall.of("POST /repos/charles/lib/tags", Map.of("tag_name", "v1"));
        TestingCall branch =
                TestingCall.of("POST /repos/charles/lib/branches", Map.of("new_branch_name", "v1"));
        TestingGrant grant = on("charles/lib").roles(Role.MAINTAIN);

        assertThat(tag.isPermitted(policy(grant.push(branches)))).isFalse();
        assertThat(branch.isPermitted(policy(grant.push(tags)))).isFalse();
        assertThat(tag.isPermitted(policy(grant.push(tags)))).isTrue();
        assertThat(branch.isPermitted(policy(grant.push(branches)))).isTrue();
    }

    @Test
    void aRenameDeletesTheOldNameAndCreatesTheNew() {
        TestingCall inside =
                TestingCall.of("PATCH /repos/charles/lib/branches/dev/x", Map.of("name", "dev/y"));
        TestingCall out =
                TestingCall.of("PATCH /repos/charles/lib/branches/dev/x", Map.of("name", "main"));
        TestingCall in =
                TestingCall.of("PATCH /repos/charles/lib/branches/main", Map.of("name", "dev/y"));

        assertThat(inside.isPermitted(policy(dev(true, false, true)))).isTrue();
        assertThat(inside.isPermitted(policy(dev(true, false, false)))).isFalse();
        assertThat(inside.isPermitted(policy(dev(false, false, true)))).isFalse();
        assertThat(out.isPermitted(policy(dev(true, true, true)))).isFalse();
        assertThat(in.isPermitted(policy(dev(true, true, true)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dev/**, false, '', true",
        "dev/**, false, ?style=merge, true",
        "dev/**, false, ?style=rebase, false",
        "dev/**, true, ?style=rebase, true",
        "main, true, '', false",
    })
    void updatingAPullRequestWritesItsHead(
            String branch, boolean force, String query, boolean permitted) {
        PushRule push =
                new PushRule(List.of(new RefPattern(branch)), List.of(), false, force, false);

        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls/7/update" + query)
                                .isPermitted(
                                        policy(
                                                on("charles/lib")
                                                        .roles(Role.CONTRIBUTE)
                                                        .push(push))))
                .isEqualTo(permitted);
    }

    @Test
    void aHeadInAForkIsNotThisGrantsToWrite() {
        Policy policy =
                policy(
                        on("charles/lib", "mallory/lib")
                                .roles(Role.MAINTAIN)
                                .push(TestingGrant.EVERYTHING));
        TestingCall update = TestingCall.of("POST /repos/charles/lib/pulls/7/update");
        TestingCall merge =
                TestingCall.of(
                        "POST /repos/charles/lib/pulls/7/merge",
                        Map.of("Do", "merge", "delete_branch_after_merge", true));
        for (Optional<RepositoryName> fork :
                List.of(
                        Optional.of(new RepositoryName("mallory", "lib")),
                        Optional.<RepositoryName>empty())) {
            ForgeFacts forge =
                    new ForgeFacts(
                            Optional.of("main"),
                            Optional.of(new PullRequestRefs("main", "dev/x", fork)));

            assertThat(update.decide(policy, forge)).isInstanceOf(Decision.Refuse.class);
            assertThat(merge.decide(policy, forge)).isInstanceOf(Decision.Refuse.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "main, -, false, false, true",
        "dev/**, -, false, false, false",
        "main, force_merge, false, false, false",
        "main, force_merge, true, false, true",
        "main, delete_branch_after_merge, false, true, false",
        "**, delete_branch_after_merge, false, false, false",
        "**, delete_branch_after_merge, false, true, true",
    })
    void aMergeWritesItsBaseAndDeletesItsHead(
            String branch, String field, boolean force, boolean delete, boolean permitted) {
        PushRule push =
                new PushRule(List.of(new RefPattern(branch)), List.of(), false, force, delete);
        Map<String, ?> body = field.equals("-") ? Map.of("Do", "merge") : Map.of(field, true);

        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls/7/merge", body)
                                .isPermitted(
                                        policy(on("charles/lib").roles(Role.MAINTAIN).push(push))))
                .isEqualTo(permitted);
    }

    @Test
    void thePullRequestIsAskedForFirst() {
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls/7/merge")
                                .decide(
                                        policy(
                                                on("charles/lib")
                                                        .roles(Role.MAINTAIN)
                                                        .push(TestingGrant.EVERYTHING)),
                                        ForgeFacts.NONE))
                .isInstanceOfSatisfying(
                        Decision.Inquire.class,
                        inquire ->
                                assertThat(inquire.inquiries())
                                        .isEqualTo(Set.of(new Inquiry.PullRequest(7))));
    }

    @Test
    void aPullRequestMovesOnlyOntoAGrantedBranch() {
        TestingCall call =
                TestingCall.of("PATCH /repos/charles/lib/pulls/7", Map.of("base", "main"));

        assertThat(call.isPermitted(policy(branches("dev/**")))).isFalse();
        assertThat(call.isPermitted(policy(branches("main")))).isTrue();
        assertThat(
                        TestingCall.of("PATCH /repos/charles/lib/pulls/7", Map.of("title", "t"))
                                .isPermitted(policy(on("charles/lib").roles(Role.CONTRIBUTE))))
                .as("a new title writes no ref")
                .isTrue();
    }

    @Test
    void halvesOfTwoGrantsMakeNoPermission() {
        TestingCall call =
                TestingCall.of("POST /repos/charles/lib/contents/a", Map.of("branch", "dev/x"));
        TestingGrant role = on("charles/lib").roles(Role.CONTRIBUTE);
        TestingGrant push = on("charles/lib").roles(Role.READ).push(TestingGrant.EVERYTHING);

        assertThat(call.isPermitted(policy(role, push))).isFalse();
        assertThat(call.isPermitted(policy(push, role))).isFalse();
        TestingCall rename =
                TestingCall.of("PATCH /repos/charles/lib/branches/dev/x", Map.of("name", "rel/y"));
        assertThat(rename.isPermitted(policy(branches("dev/**"), branches("rel/**"))))
                .as("one ref by each")
                .isFalse();
        assertThat(call.isPermitted(policy(branches("main"), branches("dev/**"))))
                .as("any one of several is enough")
                .isTrue();
    }

    private static TestingGrant dev(boolean create, boolean force, boolean delete) {
        return on("charles/lib")
                .roles(Role.CONTRIBUTE)
                .push(
                        new PushRule(
                                List.of(new RefPattern("dev/**")),
                                List.of(),
                                create,
                                force,
                                delete));
    }

    private static TestingGrant branches(String glob) {
        return on("charles/lib")
                .roles(Role.CONTRIBUTE)
                .push(new PushRule(List.of(new RefPattern(glob)), List.of(), true, true, true));
    }

    private static Map<String, ?> body(Operation operation) {
        return Optional.<Map<String, ?>>ofNullable(BODIES.get(operation.id()))
                .orElseThrow(() ->
                        new AssertionError(operation.id() + " writes refs and needs a row above"));
    }

    private static TestingGrant gives(Operation operation, PushRule push) {
        return on("charles/lib").allow(operation.id()).acceptRisk(Risk.values()).push(push);
    }
}
