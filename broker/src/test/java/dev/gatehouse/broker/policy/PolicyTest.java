package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.on;
import static dev.gatehouse.broker.policy.TestingGrant.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final TestingCall READ = TestingCall.of("GET /repos/charles/lib");
    private static final TestingCall CREATE_ISSUE =
            TestingCall.of("POST /repos/charles/lib/issues");
    private static final TestingCall DELETE_ISSUE =
            TestingCall.of("DELETE /repos/charles/lib/issues/7");
    private static final TestingCall FORK = TestingCall.of("POST /repos/charles/lib/forks");

    @Test
    void refusesAnAgentWithoutGrants() {
        Policy nobody = new Policy(Map.of(new AgentName("other"), List.of()));

        assertThat(READ.refusal(nobody).code()).isEqualTo(RefusalCode.NOT_GRANTED);
        assertThat(TestingCall.of("GET /version").refusal(nobody).detail())
                .contains("no grant at all", "getVersion");
    }

    @Test
    void namesOperationRepositoryAndTheGrantThatWouldPermit() {
        Refusal refusal = CREATE_ISSUE.refusal(policy(on("charles/other").roles(Role.MAINTAIN)));

        assertThat(refusal.rule()).isEqualTo("default: refuse");
        assertThat(refusal.detail()).contains("issueCreateIssue", "charles/lib", "agent dev");
        assertThat(refusal.remedy())
                .isEqualTo(
                        "an operator can add the grant: repositories: [charles/lib], roles: [triage]");
    }

    @Test
    void namesTheGrantThatCoversButDoesNotGive() {
        Refusal refusal = CREATE_ISSUE.refusal(policy(on("charles/*").roles(Role.READ)));

        assertThat(refusal.detail())
                .contains("issueCreateIssue", "charles/lib", "agents.dev.grants[0]");
        assertThat(refusal.remedy()).contains("roles: [triage]");
    }

    @Test
    void namesTheRiskThatIsNotAccepted() {
        Refusal refusal = FORK.refusal(policy(on("charles/lib").allow("createFork")));

        assertThat(refusal.detail()).contains("its risk is not accepted");
        assertThat(refusal.remedy())
                .isEqualTo(
                        "an operator can add the grant: repositories: [charles/lib], allow: [createFork], accept-risk: [exfiltration]");
    }

    @Test
    void saysWhichPartOfWhichGrantPermits() {
        assertThat(
                        READ.decide(
                                policy(
                                        on("charles/other").roles(Role.READ),
                                        on("charles/lib").roles(Role.MAINTAIN, Role.TRIAGE))))
                .isEqualTo(
                        new Decision.Permit(
                                "agents.dev.grants[1] (line 11) roles: triage", Map.of()));
        assertThat(
                        DELETE_ISSUE.decide(
                                policy(
                                        on("charles/lib")
                                                .allow("issueDelete")
                                                .acceptRisk(Risk.DESTRUCTIVE))))
                .isEqualTo(
                        new Decision.Permit(
                                "agents.dev.grants[0] (line 10) allow: issueDelete", Map.of()));
    }

    @Test
    void aDenyWinsOverRoleAndAllowOfTheSameGrant() {
        TestingGrant grant =
                on("charles/lib")
                        .roles(Role.MAINTAIN)
                        .allow("issueCreateIssue")
                        .deny("issueCreateIssue");

        assertThat(CREATE_ISSUE.refusal(policy(grant)).rule())
                .isEqualTo("agents.dev.grants[0] (line 10) deny: issueCreateIssue");
    }

    @Test
    void aDenyWinsOverEveryOtherCoveringGrantInAnyOrder() {
        TestingGrant allows = on("charles/lib").roles(Role.MAINTAIN).allow("issueCreateIssue");
        TestingGrant denies = on("charles/*").deny("issueCreateIssue");

        assertThat(CREATE_ISSUE.refusal(policy(allows, denies)).rule()).contains("grants[1]");
        assertThat(CREATE_ISSUE.refusal(policy(denies, allows)).rule()).contains("grants[0]");
        assertThat(READ.isPermitted(policy(allows, denies))).isTrue();
        assertThat(
                        CREATE_ISSUE.isPermitted(
                                policy(allows, on("charles/x").deny("issueCreateIssue"))))
                .as("a deny elsewhere is about other repositories")
                .isTrue();
    }

    @Test
    void aRiskIsAcceptedOnTheGrantThatAllowsAndWholly() {
        TestingGrant allows = on("charles/lib").allow("repoTransfer");
        TestingCall transfer = TestingCall.of("POST /repos/charles/lib/transfer", Map.of());

        assertThat(transfer.isPermitted(policy(allows))).isFalse();
        assertThat(transfer.isPermitted(policy(allows.acceptRisk(Risk.EXFILTRATION))))
                .as("one of two risks")
                .isFalse();
        assertThat(
                        transfer.isPermitted(
                                policy(
                                        allows,
                                        on("charles/lib")
                                                .acceptRisk(Risk.EXFILTRATION, Risk.DESTRUCTIVE))))
                .as("halves of two grants")
                .isFalse();
        assertThat(
                        transfer.isPermitted(
                                policy(
                                        on("charles/lib")
                                                .roles(Role.MAINTAIN)
                                                .acceptRisk(Risk.EXFILTRATION, Risk.DESTRUCTIVE))))
                .as("a role does not give it, whatever is accepted")
                .isFalse();
        assertThat(
                        transfer.isPermitted(
                                policy(allows.acceptRisk(Risk.EXFILTRATION, Risk.DESTRUCTIVE))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleGivesExactlyTheOperationsItContains(Role role) {
        Policy policy = policy(on("charles/lib").roles(role).push(TestingGrant.EVERYTHING));
        for (Operation operation : TestingCall.CATALOGUE.operations()) {
            TestingCall call = TestingCall.of(operation, Map.of());
            assertThat(call.route().operation().id()).isEqualTo(operation.id());
            boolean given =
                    !(call.decide(policy) instanceof Decision.Refuse refuse
                            && refuse.refusal().code() == RefusalCode.NOT_GRANTED);

            assertThat(given)
                    .as(role + " " + operation.id())
                    .isEqualTo(operation.lowestRole().filter(role::contains).isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "READ, READ",
        "TRIAGE, READ TRIAGE",
        "REVIEW, READ TRIAGE REVIEW",
        "CONTRIBUTE, READ TRIAGE CONTRIBUTE",
        "MAINTAIN, READ TRIAGE REVIEW CONTRIBUTE MAINTAIN",
    })
    void aRoleContainsTheOnesItIsBuiltOn(Role role, String contained) {
        assertThat(Stream.of(Role.values()).filter(role::contains).map(Role::name))
                .containsExactly(contained.split(" ", -1));
    }

    @ParameterizedTest
    @MethodSource("riskyOperations")
    void noRoleGivesARiskyOperation(Operation operation) {
        Policy policy =
                policy(
                        on("charles/lib")
                                .roles(Role.values())
                                .acceptRisk(Risk.values())
                                .push(TestingGrant.EVERYTHING));

        assertThat(TestingCall.of(operation, Map.of()).refusal(policy).code())
                .isEqualTo(RefusalCode.NOT_GRANTED);
    }

    static Stream<Operation> riskyOperations() {
        return TestingCall.CATALOGUE.operations().stream()
                .filter(operation ->
                        operation.risks().stream().anyMatch(risk -> risk != Risk.GUARDRAIL));
    }

    @Test
    void aDownloadNeedsTheRoleRead() {
        RepositoryName lib = new RepositoryName("charles", "lib");

        assertThat(
                        policy(on("charles/lib").roles(Role.CONTRIBUTE))
                                .decideDownload(TestingGrant.DEV, lib, "raw"))
                .isEqualTo(
                        new Decision.Permit(
                                "agents.dev.grants[0] (line 10) roles: contribute", Map.of()));
        assertThat(
                        policy(on("charles/lib").allow("repoGetRawFile"))
                                .decideDownload(TestingGrant.DEV, lib, "raw"))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(
                        policy(on("charles/other").roles(Role.MAINTAIN))
                                .decideDownload(TestingGrant.DEV, lib, "raw"))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse ->
                                assertThat(refuse.refusal().detail())
                                        .contains("charles/lib", "raw"));
    }

    @ParameterizedTest
    @CsvSource({
        "raw, repoGetRawFile",
        "media, repoGetRawFileOrLFS",
        "archive, repoGetArchive",
        "releases, repoGetReleaseAttachment",
        "attachment, repoGetReleaseAttachment",
        "attachment, issueGetIssueAttachment",
        "attachment, issueGetIssueCommentAttachment",
    })
    void aDenyHoldsAtBothDoorsToAFile(String what, String operation) {
        RepositoryName lib = new RepositoryName("charles", "lib");
        TestingGrant reads = on("charles/lib").roles(Role.READ);

        assertThat(TestingCall.CATALOGUE.operation(operation)).as(operation).isPresent();
        assertThat(
                        policy(reads, on("charles/*").deny(operation))
                                .decideDownload(TestingGrant.DEV, lib, what))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse ->
                                assertThat(refuse.refusal().rule())
                                        .isEqualTo(
                                                "agents.dev.grants[1] (line 11) deny: "
                                                        + operation));
        assertThat(policy(reads.deny("repoGetTree")).decideDownload(TestingGrant.DEV, lib, what))
                .isInstanceOf(Decision.Permit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /version", "GET /settings/api"})
    void whatIsOfNoRepositoryIsGivenByAnyGrant(String call) {
        assertThat(TestingCall.of(call).isPermitted(policy(on("a/b").roles(Role.READ)))).isTrue();
        assertThat(TestingCall.of(call).isPermitted(policy(on("a/b").allow("repoGet")))).isFalse();
    }

    @Test
    void onlyTheGrantsOfTheAgentCount() {
        Policy policy = policy(on("charles/lib").roles(Role.READ));

        assertThat(
                        policy.decide(
                                new AgentName("reviewer"),
                                READ.route(),
                                CallFacts.NONE,
                                ForgeFacts.NONE))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(policy.grantsOf(new AgentName("reviewer"))).isEqualTo(List.of());
        assertThat(policy.grantsOf(TestingGrant.DEV).getFirst().roles())
                .isEqualTo(Set.of(Role.READ));
    }
}
