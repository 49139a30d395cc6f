package dev.gatehouse.broker.policy;

import static dev.gatehouse.broker.policy.TestingGrant.on;
import static dev.gatehouse.broker.policy.TestingGrant.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.route.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Protected paths at the doors of the API; git's is the quarantine's.
class PathRuleTest {
    private final Policy policy =
            policy(
                    on("charles/lib")
                            .roles(Role.CONTRIBUTE)
                            .push(TestingGrant.EVERYTHING)
                            .protecting(".forgejo/workflows/**", "LICENSE"));

    @ParameterizedTest
    @CsvSource({
        "**/secret,       a/b/secret,        true",
        "**/secret,       a/secret/b,        true",
        "**/secret,       a/secrets,         false",
        "docs/*.md,       docs/a.md,         true",
        "docs/*.md,       docs/a/b.md,       false",
        "docs,            docs/a/b.md,       true",
        "docs,            docsy,             false",
        ".forgejo/workflows/**, .forgejo/workflows/a/b.yaml, true",
        ".forgejo/workflows/**, .forgejo/CODEOWNERS, false",
        ".forgejo/workflows/**, .Forgejo/workflows/a, false",
    })
    void coversWhatMatchesAndWhatLiesBelow(String glob, String path, boolean covered) {
        assertThat(new PathPattern(glob).covers(path)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        ".forgejo,            true",
        ".forgejo/workflows,  true",
        ".forgejo/workflow,   false",
        ".forge,              false",
    })
    void knowsTheFoldersThatLeadThere(String path, boolean leads) {
        assertThat(new PathPattern(".forgejo/workflows/**").isOnTheWay(path)).isEqualTo(leads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\u0007"})
    void isNoPatternWhereGitHasNoSuchPath(String glob) {
        assertThatThrownBy(() -> new PathPattern(glob))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   .forgejo%2Fworkflows%2Fci.yaml",
        "POST,   .forgejo/workflows/ci.yaml",
        "PUT,    .forgejo/workflows/ci.yaml",
        "DELETE, .forgejo/workflows/ci.yaml",
        "POST,   .forgejo/workflows",
        "POST,   .forgejo",
        "PUT,    LICENSE",
    })
    void refusesToWriteAProtectedFile(String method, String file) {
        TestingCall call =
                TestingCall.of(
                        method + " /repos/charles/lib/contents/" + file, Map.of("branch", "dev/x"));

        assertThat(call.refusal(policy).rule()).endsWith(" paths");
    }

    @Test
    void refusesAFileThatOnlyTheBodyNames() {
        String files = "POST /repos/charles/lib/contents";
        assertThat(refused(files, file("path", ".forgejo/workflows/x"))).isTrue();
        assertThat(refused(files, file("from_path", "LICENSE"))).isTrue();
        assertThat(refused(files, file("path", "./LICENSE"))).isTrue();
        assertThat(refused(files, file("path", "a/../LICENSE"))).isTrue();
        assertThat(refused(files, file("path", "/LICENSE"))).isTrue();
        assertThat(refused(files, file("path", "README.md"))).isFalse();
        assertThat(
                        refused(
                                "PUT /repos/charles/lib/contents/README.md",
                                Map.of("branch", "dev/x", "from_path", "LICENSE")))
                .as("a move takes the file away from there")
                .isTrue();
    }

    @Test
    void refusesAPatchWhichDoesNotNameItsFiles() {
        Map<String, ?> patch = Map.of("branch", "dev/x", "content", "diff");

        assertThat(refused("POST /repos/charles/lib/diffpatch", patch)).isTrue();
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/diffpatch", patch)
                                .isPermitted(
                                        policy(
                                                on("charles/lib")
                                                        .roles(Role.CONTRIBUTE)
                                                        .push(TestingGrant.EVERYTHING))))
                .as("where nothing is protected")
                .isTrue();
    }

    private boolean refused(String call, Map<String, ?> body) {
        return TestingCall.of(call, body).decide(policy) instanceof Decision.Refuse;
    }

    private static Map<String, ?> file(String field, String path) {
        return Map.of(
                "branch", "dev/x", "files", List.of(Map.of("operation", "update", field, path)));
    }
}
