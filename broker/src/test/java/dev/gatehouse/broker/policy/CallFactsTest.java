package dev.gatehouse.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.route.FactKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallFactsTest {
    private static final String CONTENTS = "POST /repos/charles/lib/contents";

    @Test
    void readsPathQueryBodyAndConstant() {
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/pulls/7/update?style=rebase")
                                .facts()
                                .isTrue(FactKind.FORCE))
                .isTrue();
        CallFacts put =
                TestingCall.of(
                                "PUT /repos/charles/lib/contents/a/b",
                                Map.of("branch", "dev", "from_path", "c"))
                        .facts();
        assertThat(put.first(FactKind.COMMIT_BRANCH)).contains("dev");
        assertThat(put.files()).containsExactly("a/b", "c");
        assertThat(
                        TestingCall.of("POST /repos/charles/lib/git/notes/abc")
                                .facts()
                                .first(FactKind.OTHER_REF))
                .contains("refs/notes/commits");
    }

    @Test
    void readsAFieldOfEachElementOfAList() {
        Map<String, ?> body =
                Map.of(
                        "files",
                        List.of(
                                Map.of("path", "a"),
                                Map.of("path", "b", "from_path", "c"),
                                Map.of()));

        assertThat(TestingCall.of(CONTENTS, body).facts().files()).containsExactly("a", "b", "c");
    }

    @Test
    void readsAFieldOfAnElementAsAServerThatIgnoresCase() {
        Map<String, ?> body =
                Map.of("files", List.of(Map.of("PATH", "a"), Map.of("From_Path", "b")));

        assertThat(TestingCall.of(CONTENTS, body).facts().files())
                .as("what Forgejo would write, protected paths are held against")
                .containsExactly("a", "b");
    }

    @Test
    void namesTheRefsThatACallWrites() {
        String contents = "PUT /repos/charles/lib/contents/a";

        assertThat(TestingCall.of(contents, Map.of("branch", "dev")).facts().writtenRefs())
                .containsExactly("refs/heads/dev");
        assertThat(
                        TestingCall.of(contents, Map.of("branch", "dev", "new_branch", "dev/x"))
                                .facts()
                                .writtenRefs())
                .as("the other is only where it starts")
                .containsExactly("refs/heads/dev/x");
        assertThat(TestingCall.of("DELETE /repos/charles/lib/tags/v1").facts().writtenRefs())
                .containsExactly("refs/tags/v1");
        assertThat(TestingCall.of("POST /repos/charles/lib/git/notes/abc").facts().writtenRefs())
                .containsExactly("refs/notes/commits");
        assertThat(TestingCall.of("GET /repos/charles/lib").facts().writtenRefs()).isEmpty();
    }

    @Test
    void emptyAndNullAreAbsent() {
        Map<String, Object> body = new HashMap<>();
        body.put("branch", "");
        body.put("new_branch", null);
        body.put("files", null);
        CallFacts facts = TestingCall.of(CONTENTS, body).facts();

        assertThat(facts.first(FactKind.COMMIT_BRANCH)).isEmpty();
        assertThat(facts.first(FactKind.COMMIT_NEW_BRANCH)).isEmpty();
        assertThat(facts.files()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhereATextIsExpectedAndSomethingElseStands(Map<String, ?> body, String field) {
        assertThat(CallFacts.of(TestingCall.of(CONTENTS).route(), body))
                .isInstanceOfSatisfying(
                        FactReading.FactProblem.class,
                        problem -> assertThat(problem.field()).isEqualTo(field));
    }

    static Stream<Arguments> refusesWhereATextIsExpectedAndSomethingElseStands() {
        return Stream.of(
                arguments(Map.of("branch", List.of("dev", "main")), "branch"),
                arguments(Map.of("branch", Map.of("name", "dev")), "branch"),
                arguments(Map.of("new_branch", List.of()), "new_branch"),
                arguments(
                        Map.of("force_overwrite_new_branch", List.of(true)),
                        "force_overwrite_new_branch"),
                arguments(Map.of("files", "a"), "files[].path"),
                arguments(Map.of("files", Map.of("path", "a")), "files[].path"),
                arguments(Map.of("files", List.of("a")), "files[].path"),
                arguments(Map.of("files", List.of(List.of("a"))), "files[].path"),
                arguments(Map.of("files", List.of(Map.of("path", List.of("a")))), "files[].path"));
    }

    @Test
    void aNumberOrABooleanIsDecidedOnAsItsText() {
        CallFacts facts =
                TestingCall.of(CONTENTS, Map.of("branch", 5, "force_overwrite_new_branch", "true"))
                        .facts();

        assertThat(facts.first(FactKind.COMMIT_BRANCH)).contains("5");
        assertThat(facts.isTrue(FactKind.FORCE))
                .as("Forgejo takes no text for true/false; the policy takes it for a force")
                .isTrue();
    }
}
