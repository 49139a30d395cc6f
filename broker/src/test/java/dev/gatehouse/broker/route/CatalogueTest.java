package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void knowsEveryOperationOfForgejo16() {
        assertThat(CATALOGUE.operations()).hasSize(506);
        assertThat(CATALOGUE.operation("repoMergePullRequest")).isPresent();
        assertThat(CATALOGUE.operation("repomergepullrequest")).isEmpty();
    }

    @Test
    void everyOperationOutsideTheRolesSaysWhy() {
        List<String> unexplained =
                CATALOGUE.entries().stream()
                        .filter(entry -> entry.operation().lowestRole().isEmpty())
                        .filter(entry -> entry.operation().risks().isEmpty())
                        .filter(entry -> entry.operation().repositoryScoped())
                        .filter(entry -> entry.note().isEmpty())
                        .map(entry -> entry.operation().id())
                        .toList();

        assertThat(unexplained).as("in no role, without risk, in a repository, no note").isEmpty();
    }

    @Test
    void rolesIncludeNoRiskButGuardrail() {
        assertThat(CATALOGUE.operationsOf(Role.MAINTAIN))
                .allSatisfy(operation ->
                        assertThat(Set.of(Risk.GUARDRAIL))
                                .as(operation.id())
                                .containsAll(operation.risks()));
    }

    @Test
    void everyRefWriteSaysWhichRef() {
        assertThat(CATALOGUE.operations())
                .filteredOn(operation -> operation.effects().contains(Effect.REF_WRITE))
                .hasSizeGreaterThan(15)
                .allSatisfy(operation ->
                        assertThat(operation.facts())
                                .as(operation.id())
                                .anyMatch(rule -> rule.kind().namesWrittenRef()));
    }

    @Test
    void onlyForceCapableOperationsAskToRewrite() {
        assertThat(CATALOGUE.operations())
                .filteredOn(operation -> operation.effects().contains(Effect.FORCE_CAPABLE))
                .isNotEmpty()
                .allSatisfy(operation ->
                        assertThat(operation.facts())
                                .as(operation.id())
                                .anyMatch(rule -> rule.kind() == FactKind.FORCE));
    }

    @Test
    void whatARoleGivesInstanceWideNeedsNoTokenScope() {
        assertThat(CATALOGUE.entries())
                .filteredOn(entry -> entry.operation().lowestRole().isPresent())
                .filteredOn(entry -> !entry.operation().repositoryScoped())
                .allSatisfy(entry ->
                        assertThat(entry.category()).as(entry.operation().id()).isEqualTo("none"));
    }

    @Test
    void rolesReachOtherRepositoriesOnlyByNamesThePolicyChecks() {
        assertThat(CATALOGUE.operationsOf(Role.MAINTAIN))
                .filteredOn(operation -> operation.effects().contains(Effect.CROSS_REPO))
                .isNotEmpty()
                .allSatisfy(
                        operation -> assertThat(operation.facts()).as(operation.id()).isNotEmpty());
    }

    @Test
    void attachmentsAreNotLearntFromAnswersThatShowOtherRepositories() {
        assertThat(CATALOGUE.operations())
                .filteredOn(operation -> operation.effects().contains(Effect.SHOWS_ATTACHMENTS))
                .isNotEmpty()
                .allMatch(Operation::repositoryScoped)
                .noneMatch(operation -> operation.effects().contains(Effect.CROSS_REPO));
    }

    @ParameterizedTest
    @CsvSource({
        "repoGet, read",
        "issueCreateComment, triage",
        "issueCreateIssueDependencies, triage",
        "repoCreatePullReview, review",
        "repoCreatePullRequest, contribute",
        "repoDeleteBranch, contribute",
        "repoChangeFiles, contribute",
        "repoMergePullRequest, maintain",
        "repoCreateStatus, maintain",
        "repoDismissPullReview, maintain",
        "issueListIssueDependencies, ''",
        "issueGetCommentsAndTimeline, ''",
        "renderMarkdown, ''",
        "repoCreateBranchProtection, ''",
        "repoEdit, ''",
        "createFork, ''",
        "repoCreateKey, ''",
        "repoCreateHook, ''",
        "userCreateToken, ''",
        "repoSearch, ''",
        "repoGetByID, ''",
        "DispatchWorkflow, ''",
        "repoSetNote, ''",
    })
    void theLowestRoleIs(String id, String role) {
        assertThat(CATALOGUE.operation(id).orElseThrow().lowestRole())
                .isEqualTo(role.isEmpty() ? Optional.empty() : Role.ofWord(role));
    }

    @Test
    void maintainersHoldAllThatReviewersAndContributorsHold() {
        assertThat(CATALOGUE.operationsOf(Role.MAINTAIN))
                .containsAll(CATALOGUE.operationsOf(Role.REVIEW))
                .containsAll(CATALOGUE.operationsOf(Role.CONTRIBUTE));
        assertThat(CATALOGUE.operationsOf(Role.CONTRIBUTE))
                .doesNotContainAnyElementsOf(
                        List.of(CATALOGUE.operation("repoCreatePullReview").orElseThrow()));
    }
}
