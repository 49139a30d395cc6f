package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.on;
import static dev.gatehouse.broker.policy.TestingGrant.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pitfall P2: the body or the query names the real target.
class OtherRepositoriesTest {
    private static final TestingGrant LIB = on("charles/lib").roles(Role.MAINTAIN);

    @ParameterizedTest
    @CsvSource({"POST, dependencies", "DELETE, dependencies", "POST, blocks", "DELETE, blocks"})
    void anIssueElsewhereNeedsTheSameOperationThere(String method, String kind) {
        String call = method + " /repos/charles/lib/issues/7/" + kind;
        TestingCall other =
                TestingCall.of(call, Map.of("owner", "Mallory", "repo", "Secret", "index", 1));
        TestingCall own =
                TestingCall.of(call, Map.of("owner", "Charles", "repo", "LIB", "index", 1));

        assertThat(own.isPermitted(policy(LIB))).isTrue();
        assertThat(TestingCall.of(call, Map.of("index", 1)).isPermitted(policy(LIB))).isTrue();
        assertThat(other.refusal(policy(LIB)).code()).isEqualTo(RefusalCode.NOT_GRANTED);
        assertThat(other.refusal(policy(LIB)).detail()).contains("mallory/secret");
        assertThat(other.isPermitted(policy(LIB, on("mallory/secret").roles(Role.READ))))
                .as("reading there is not enough")
                .isFalse();
        assertThat(other.isPermitted(policy(LIB, on("mallory/secret").roles(Role.TRIAGE))))
                .isTrue();
        assertThat(
                        other.isPermitted(
                                policy(
                                        LIB,
                                        on("mallory/secret").roles(Role.TRIAGE),
                                        on("mallory/*").deny(other.route().operation().id()))))
                .as("a deny there holds here too")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"mallory,", ",secret"})
    void halfANameIsTakenWithTheOtherHalfOfThePath(String owner, String repo) {
        Map<String, String> body = owner == null ? Map.of("repo", repo) : Map.of("owner", owner);

        assertThat(
                        TestingCall.of("POST /repos/charles/lib/issues/7/blocks", body)
                                .isPermitted(policy(LIB)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "..", "\u212A", "a%2Fb", "mallory/secret", "-\n"})
    void aNameThatForgejoCouldReadOtherwiseIsMalformed(String owner) {
        TestingCall call =
                TestingCall.of(
                        "POST /repos/charles/lib/issues/7/blocks",
                        Map.of("owner", owner, "repo", "lib"));

        assertThat(call.refusal(policy(LIB)).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/x", "charles:dev/x", "Charles:dev", ""})
    void aHeadInTheSameRepositoryIsCovered(String head) {
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls", Map.of("head", head))
                                .isPermitted(policy(LIB)))
                .isTrue();
    }

    @Test
    void aHeadOfAnotherOwnerNeedsAllThatOwnerHas() {
        TestingCall call =
                TestingCall.of("POST /repos/charles/lib/pulls", Map.of("head", "Mallory:main"));

        assertThat(call.refusal(policy(LIB)).detail()).contains("mallory/*");
        assertThat(call.isPermitted(policy(LIB, on("mallory/lib").roles(Role.MAINTAIN))))
                .as("the owner's fork may have any name")
                .isFalse();
        assertThat(call.isPermitted(policy(LIB, on("mallory/*").roles(Role.READ)))).isFalse();
        assertThat(call.isPermitted(policy(LIB, on("mallory/*").roles(Role.CONTRIBUTE)))).isTrue();
        assertThat(
                        call.isPermitted(
                                policy(
                                        LIB,
                                        on("mallory/*").roles(Role.CONTRIBUTE),
                                        on("mallory/secret").deny("repoCreatePullRequest"))))
                .as("that fork may be the one where it is denied")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mallory/secret:main", "a:b:c", ":main", "a b:main", "..:main"})
    void aHeadOfAnyOtherShapeIsMalformed(String head) {
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls", Map.of("head", head))
                                .refusal(policy(LIB))
                                .code())
                .isEqualTo(RefusalCode.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /repos/charles/lib/compare/main...dev/x, true",
        "GET /repos/charles/lib/compare/main..dev/x, true",
        "GET /repos/charles/lib/compare/dev, true",
        "GET /repos/charles/lib/compare/main...charles:dev, true",
        "GET /repos/charles/lib/compare/main...mallory:dev, false",
        "GET /repos/charles/lib/compare/main..mallory:dev, false",
        "GET /repos/charles/lib/compare/mallory:dev, false",
        "GET /repos/charles/lib/compare/mallory:main...dev, false",
        "GET /repos/charles/lib/compare/a..b...mallory:dev, false",
        "GET /repos/charles/lib/compare/charles:a..b...mallory:dev, false",
        "GET /repos/charles/lib/compare/main...a..mallory:dev, false",
        "GET /repos/charles/lib/pulls/main/dev, true",
        "GET /repos/charles/lib/pulls/main/charles:dev, true",
        "GET /repos/charles/lib/pulls/main/mallory:dev, false",
    })
    void aComparisonWithAnotherRepositoryNeedsAGrantThere(String call, boolean permitted) {
        assertThat(TestingCall.of(call).isPermitted(policy(LIB))).isEqualTo(permitted);
    }

    @Test
    void theHeadBehindThreeDotsIsTheOneThatIsDecidedOn() {
        Policy policy = policy(LIB, on("y...mallory/*").roles(Role.READ));

        assertThat(
                        TestingCall.of("GET /repos/charles/lib/compare/x..y...mallory:main")
                                .isPermitted(policy))
                .as("Forgejo reads mallory:main, not an owner named y...mallory")
                .isFalse();
    }

    @Test
    void aForkIntoAnOrganizationNeedsAGrantOnTheCopy() {
        TestingGrant forks = on("charles/lib").allow("createFork").acceptRisk(Risk.EXFILTRATION);
        TestingCall call =
                TestingCall.of("POST /repos/charles/lib/forks", Map.of("organization", "Mallory"));

        assertThat(call.refusal(policy(forks)).detail()).contains("mallory/lib");
        assertThat(
                        call.isPermitted(
                                policy(
                                        forks,
                                        on("mallory/lib")
                                                .allow("createFork")
                                                .acceptRisk(Risk.EXFILTRATION))))
                .isTrue();
        assertThat(call.isPermitted(policy(forks, on("mallory/lib").allow("createFork"))))
                .as("the risk is accepted there too, or not at all")
                .isFalse();
        assertThat(
                        TestingCall.of(
                                        "POST /repos/charles/lib/forks",
                                        Map.of("organization", "mallory", "name", "copy"))
                                .refusal(policy(forks))
                                .detail())
                .contains("mallory/copy");
    }

    @Test
    void aRepositoryInTheAccountsOwnNameIsCoveredByTheAcceptedRisk() {
        TestingGrant forks = on("charles/lib").allow("createFork").acceptRisk(Risk.EXFILTRATION);

        assertThat(TestingCall.of("POST /repos/charles/lib/forks").isPermitted(policy(forks)))
                .isTrue();
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/forks", Map.of("name", "copy"))
                                .isPermitted(policy(forks)))
                .as("the owner is the account, not the owner of what is copied")
                .isTrue();
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/forks")
                                .isPermitted(policy(on("charles/lib").allow("createFork"))))
                .isFalse();
        assertThat(
                        TestingCall.of("POST /user/repos", Map.of("name", "new"))
                                .isPermitted(
                                        policy(
                                                on("dev-bot/*")
                                                        .allow("createCurrentUserRepo")
                                                        .acceptRisk(Risk.VISIBILITY))))
                .isTrue();
    }

    @Test
    void aTransferNeedsAGrantOnTheNewOwnersSide() {
        TestingGrant transfers =
                on("charles/lib")
                        .allow("repoTransfer")
                        .acceptRisk(Risk.EXFILTRATION, Risk.DESTRUCTIVE);

        assertThat(
                        TestingCall.of(
                                        "POST /repos/charles/lib/transfer",
                                        Map.of("new_owner", "mallory"))
                                .refusal(policy(transfers))
                                .detail())
                .contains("mallory/lib");
    }

    @Test
    void everyRepositoryOfAListNeedsAGrant() {
        TestingGrant mints =
                on("charles/lib").allow("userCreateToken").acceptRisk(Risk.CREDENTIAL_MINTING);
        Map<String, String> lib = Map.of("owner", "charles", "name", "lib");
        Map<String, String> secret = Map.of("owner", "mallory", "name", "secret");
        String call = "POST /users/dev-bot/tokens";

        assertThat(
                        TestingCall.of(call, Map.of("repositories", List.of(lib, lib)))
                                .isPermitted(policy(mints)))
                .isTrue();
        assertThat(
                        TestingCall.of(call, Map.of("repositories", List.of(lib, secret)))
                                .refusal(policy(mints))
                                .detail())
                .contains("mallory/secret");
        assertThat(
                        TestingCall.of(
                                        call,
                                        Map.of(
                                                "repositories",
                                                List.of(lib, Map.of("owner", "mallory"))))
                                .refusal(policy(mints))
                                .code())
                .isEqualTo(RefusalCode.MALFORMED);
    }
}
