package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.on;
import static dev.gatehouse.broker.policy.TestingGrant.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pitfall P7 at git's own door.
class PushRulesTest {
    private static final String ZEROS = "0".repeat(40);
    private static final String OLD = "1".repeat(40);
    private static final String NEW = "2".repeat(40);
    private static final Router ROUTER = new Router(TestingCall.CATALOGUE);

    private static final PushRule CAREFUL =
            new PushRule(
                    List.of(new RefPattern("dev/**")),
                    List.of(new RefPattern("v*")),
                    true,
                    false,
                    false);

    private final Policy careful = policy(on("charles/lib").roles(Role.CONTRIBUTE).push(CAREFUL));

    @Test
    void permitsToMakeAGrantedBranch() {
        assertThat(push(careful, create("refs/heads/dev/x"))).isInstanceOf(Decision.Permit.class);
        assertThat(push(careful, create("refs/tags/v1"))).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void asksWhetherAnUpdateIsAFastForward() {
        RefChange update = update("refs/heads/dev/x");

        assertThat(push(careful, update, create("refs/heads/dev/y")))
                .isInstanceOfSatisfying(
                        Decision.Verify.class,
                        verify -> {
                            assertThat(verify.conditions().fastForwards()).containsExactly(update);
                            assertThat(verify.conditions().written()).hasSize(2);
                        });
    }

    @Test
    void asksNothingWhereForceIsGranted() {
        Policy policy =
                policy(on("charles/lib").roles(Role.CONTRIBUTE).push(TestingGrant.EVERYTHING));

        assertThat(
                        push(
                                policy,
                                update("refs/heads/main"),
                                update("refs/tags/v1"),
                                delete("refs/heads/x")))
                .isInstanceOf(Decision.Permit.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    refs/heads/main        | create | not granted: branches [dev/**]
                    refs/heads/main        | update | not granted: branches [dev/**]
                    refs/heads/dev/../main | update | not granted: branches [dev/**]
                    refs/heads/Dev/x       | create | not granted: branches [dev/**]
                    refs/heads/dev/x       | delete | not granted: delete: false
                    refs/tags/nightly      | create | not granted: tags [v*]
                    refs/tags/v1           | update | not granted: force: false
                    refs/tags/v1           | delete | not granted: delete: false
                    refs/pull/1/head       | update | not granted: neither branch nor tag
                    refs/notes/commits     | create | not granted: neither branch nor tag
                    refs/for/main          | delete | not granted: no pull request
                    refs/for/../heads/main | create | not granted: no pull request
                    HEAD                   | update | not granted: neither branch nor tag
                    refs/headsdev/x        | create | not granted: neither branch nor tag
                    """)
    void refusesEachRefForAReasonOfItsOwn(String ref, String kind, String reason) {
        RefChange change =
                switch (kind) {
                    case "create" -> create(ref);
                    case "update" -> update(ref);
                    default -> delete(ref);
                };

        assertThat(push(careful, create("refs/heads/dev/fine"), change))
                .as("one ref that is not granted refuses the push")
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> {
                            assertThat(refuse.refs())
                                    .containsOnlyKeys(ref)
                                    .containsEntry(ref, reason);
                            assertThat(refuse.refusal().code())
                                    .isEqualTo(RefusalCode.REF_NOT_GRANTED);
                        });
    }

    @Test
    void refusesToMakeABranchWhereCreateIsNotGranted() {
        PushRule update = new PushRule(List.of(new RefPattern("**")), List.of(), false, true, true);

        assertThat(
                        push(
                                policy(on("charles/lib").roles(Role.CONTRIBUTE).push(update)),
                                create("refs/heads/x")))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void takesAPushToRefsForForAPullRequest() {
        RefChange agit = create("refs/for/main/topic");
        Policy noBranches = policy(on("charles/lib").roles(Role.CONTRIBUTE));
        Policy denied =
                policy(on("charles/lib").roles(Role.CONTRIBUTE).deny("repoCreatePullRequest"));
        Policy reader = policy(on("charles/lib").roles(Role.READ));
        Policy allowed = policy(on("charles/lib").roles(Role.READ).allow("repoCreatePullRequest"));

        assertThat(push(noBranches, agit)).isInstanceOf(Decision.Permit.class);
        assertThat(push(allowed, agit)).isInstanceOf(Decision.Permit.class);
        assertThat(push(denied, agit)).isInstanceOf(Decision.Refuse.class);
        assertThat(push(reader, agit)).isInstanceOf(Decision.Refuse.class);
        assertThat(push(allowed, create("refs/heads/dev/x")))
                .as("a pull request is no branch")
                .isInstanceOf(Decision.Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repo.private=false",
                "repo.template=true",
                "repo.private",
                "REPO.PRIVATE=false",
                "ci.skip",
                "force-push=true",
                "force-push"
            })
    void refusesPushOptionsThatDoMoreThanDescribe(String option) {
        assertThat(push(careful, List.of("topic=x", option), create("refs/heads/dev/x")))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void takesTheOptionsOfAPullRequest() {
        List<String> options =
                List.of("topic=x", "title=A title", "description=repo.private=false");

        assertThat(push(careful, options, create("refs/for/main")))
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void pushesNothingWithoutARoleThatWrites() {
        Policy reviewer = policy(on("charles/lib").roles(Role.REVIEW).push(CAREFUL));

        assertThat(push(reviewer, create("refs/heads/dev/x")))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse ->
                                assertThat(refuse.refusal().code())
                                        .isEqualTo(RefusalCode.NOT_GRANTED));
        assertThat(decide(reviewer, "GET", "/charles/lib.git/info/refs?service=git-receive-pack"))
                .as("git is told before it packs anything")
                .isInstanceOf(Decision.Refuse.class);
        assertThat(decide(reviewer, "GET", "/charles/lib.git/info/refs?service=git-upload-pack"))
                .isInstanceOf(Decision.Permit.class);
        assertThat(decide(reviewer, "POST", "/charles/other.git/git-upload-pack"))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void letsOnlyMaintainersPushAWiki() {
        String wiki = "/charles/lib.wiki.git/git-receive-pack";
        Policy maintainer = policy(on("charles/lib").roles(Role.MAINTAIN));

        assertThat(push(careful, wiki, List.of(), create("refs/heads/dev/x")))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(push(maintainer, wiki, List.of(), create("refs/heads/main")))
                .isInstanceOf(Decision.Permit.class);
        assertThat(push(maintainer, wiki, List.of(), update("refs/heads/main")))
                .isInstanceOf(Decision.Verify.class);
        assertThat(push(maintainer, wiki, List.of(), create("refs/for/main")))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(push(maintainer, wiki, List.of(), create("refs/tags/x")))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void holdsThePathsOfEveryCoveringGrantAgainstAPush() {
        Policy policy =
                policy(
                        on("charles/*").roles(Role.READ).protecting(".forgejo/workflows/**"),
                        on("charles/lib").roles(Role.CONTRIBUTE).push(TestingGrant.EVERYTHING));

        assertThat(push(policy, create("refs/heads/x"), delete("refs/heads/y")))
                .isInstanceOfSatisfying(
                        Decision.Verify.class,
                        verify -> {
                            assertThat(verify.conditions().paths().covers(".forgejo/workflows/a"))
                                    .isTrue();
                            assertThat(verify.conditions().written())
                                    .as("what is deleted has no files")
                                    .hasSize(1);
                        });
        assertThat(push(policy, delete("refs/heads/y"))).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void readsLfsWithTheRoleReadAndWritesItWithABranchToPushTo() {
        Policy reader = policy(on("charles/lib").roles(Role.READ));
        Policy writer = policy(on("charles/lib").roles(Role.CONTRIBUTE));

        String batch = "/charles/lib.git/info/lfs/objects/batch";
        assertThat(lfs(reader, batch, new LfsFacts(false, false)))
                .isInstanceOf(Decision.Permit.class);
        assertThat(lfs(reader, batch, new LfsFacts(true, false)))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(lfs(writer, batch, new LfsFacts(true, false)))
                .as("a role that writes, and no ref to write")
                .isInstanceOf(Decision.Refuse.class);
        assertThat(lfs(careful, batch, new LfsFacts(true, false)))
                .isInstanceOf(Decision.Permit.class);
        assertThat(lfs(careful, "/charles/lib/info/lfs/locks/3/unlock", new LfsFacts(true, true)))
                .as("another's lock")
                .isInstanceOf(Decision.Refuse.class);
    }

    private static Decision lfs(Policy policy, String path, LfsFacts facts) {
        if (ROUTER.route("POST", path) instanceof Routing.Routed(Route.Lfs lfs)) {
            return policy.decideLfs(TestingGrant.DEV, lfs, facts);
        }
        throw new AssertionError(path);
    }

    private static Decision push(Policy policy, RefChange... changes) {
        return push(policy, List.of(), changes);
    }

    private static Decision push(Policy policy, List<String> options, RefChange... changes) {
        return push(policy, "/charles/lib.git/git-receive-pack", options, changes);
    }

    private static Decision push(
            Policy policy, String path, List<String> options, RefChange... changes) {
        return decide(policy, "POST", path, new PushFacts(Stream.of(changes).toList(), options));
    }

    private static Decision decide(Policy policy, String method, String path) {
        return decide(policy, method, path, PushFacts.NOTHING);
    }

    private static Decision decide(Policy policy, String method, String path, PushFacts push) {
        if (ROUTER.route(method, path) instanceof Routing.Routed(Route.Git git)) {
            return policy.decideGit(TestingGrant.DEV, git, push);
        }
        throw new AssertionError(path);
    }

    private static RefChange create(String ref) {
        return new RefChange(ref, ZEROS, NEW);
    }

    private static RefChange update(String ref) {
        return new RefChange(ref, OLD, NEW);
    }

    private static RefChange delete(String ref) {
        return new RefChange(ref, OLD, ZEROS);
    }
}
