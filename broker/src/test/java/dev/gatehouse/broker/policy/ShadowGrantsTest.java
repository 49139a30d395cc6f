package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.DEV;
import static dev.gatehouse.broker.policy.TestingGrant.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/decisions/020: a shadow grant permits nothing and refuses nothing.
class ShadowGrantsTest {
    private static final TestingCall READ = TestingCall.of("GET /repos/charles/lib");
    private static final TestingCall COMMENT =
            TestingCall.of("POST /repos/charles/lib/issues/7/comments", Map.of("body", "x"));
    private static final TestingCall OTHER_COMMENT =
            TestingCall.of("POST /repos/charles/other/issues/7/comments", Map.of("body", "x"));

    private final Policy policy =
            TestingGrant.policy(
                    List.of(on("charles/*").roles(Role.CONTRIBUTE).push(TestingGrant.EVERYTHING)),
                    List.of(on("charles/lib").roles(Role.READ)));

    static Stream<Operation> operations() {
        return TestingCall.CATALOGUE.operations().stream()
                .filter(operation -> operation.repositoryScoped());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void permitsNothingByAShadow(Operation operation) {
        Policy shadows =
                TestingGrant.policy(
                        List.of(),
                        List.of(
                                on("charles/*")
                                        .roles(Role.values())
                                        .allow(operation.id())
                                        .acceptRisk(Risk.values())
                                        .push(TestingGrant.EVERYTHING)));

        assertThat(TestingCall.of(operation, Map.of()).refusal(shadows).rule())
                .as("deny by default holds whatever is tried out")
                .isEqualTo("default: refuse");
    }

    @Test
    void refusesNothingByAShadow() {
        assertThat(COMMENT.isPermitted(policy)).isTrue();
        assertThat(
                        COMMENT.isPermitted(
                                TestingGrant.policy(
                                        List.of(on("charles/lib").roles(Role.TRIAGE)),
                                        List.of(
                                                on("charles/lib")
                                                        .roles(Role.TRIAGE)
                                                        .deny("issueCreateComment")))))
                .as("nor by its deny")
                .isTrue();
    }

    @Test
    void isTriedInPlaceOfTheOthersOnTheRepositoriesItNames() {
        Policy trial = policy.trial(DEV).orElseThrow();

        assertThat(COMMENT.refusal(trial).rule())
                .as("the shadow says so, not the absence of grants")
                .isEqualTo("agents.dev.grants[1] (line 11) default: refuse");
        assertThat(READ.isPermitted(trial)).isTrue();
        assertThat(OTHER_COMMENT.isPermitted(trial))
                .as("elsewhere the grants in force are tried")
                .isTrue();
    }

    @Test
    void triesAShadowOnPushesToo() {
        Policy narrower =
                TestingGrant.policy(
                        List.of(
                                on("charles/lib")
                                        .roles(Role.CONTRIBUTE)
                                        .push(TestingGrant.EVERYTHING)),
                        List.of(
                                on("charles/lib")
                                        .roles(Role.CONTRIBUTE)
                                        .push(
                                                new PushRule(
                                                        List.of(new RefPattern("dev/**")),
                                                        List.of(),
                                                        true,
                                                        true,
                                                        false))));

        assertThat(push(narrower, "refs/heads/main")).isInstanceOf(Decision.Permit.class);
        assertThat(push(narrower.trial(DEV).orElseThrow(), "refs/heads/main"))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(push(narrower.trial(DEV).orElseThrow(), "refs/heads/dev/x"))
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void listsForTheAgentWhatIsInForce() {
        assertThat(policy.grantsOf(DEV)).hasSize(1).noneMatch(Grant::shadow);
    }

    @Test
    void triesNothingForAnAgentWithoutShadows() {
        assertThat(TestingGrant.policy(on("charles/lib").roles(Role.READ)).trial(DEV)).isEmpty();
        assertThat(policy.trial(new AgentName("other"))).isEmpty();
    }

    private static Decision push(Policy policy, String ref) {
        Route.Git route =
                new Route.Git(
                        HttpMethod.POST,
                        new GitAddress(new RepositoryName("charles", "lib"), false),
                        GitService.RECEIVE_PACK,
                        false,
                        TestingCall.CATALOGUE.operation("repoCreatePullRequest").orElseThrow());
        return policy.decideGit(
                DEV,
                route,
                new PushFacts(
                        List.of(new RefChange(ref, "0".repeat(40), "a".repeat(40))), List.of()));
    }
}
