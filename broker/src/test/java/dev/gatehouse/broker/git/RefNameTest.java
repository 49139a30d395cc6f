package dev.gatehouse.broker.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.RefUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/heads/main",
                "refs/heads/dev/a-b_c.d",
                "refs/for/main/topic",
                "refs/heads/-x",
                "refs/heads/@",
                "refs/heads/a@b",
                "refs/heads/lock",
                "refs/heads/a.lock.b",
                "refs/heads/ü",
                "refs/heads/{a}",
                "refs/heads/PACK",
                "refs/heads/a;b|c&d$e`f",
            })
    void takesWhatGitTakes(String name) {
        assertThat(RefName.problem(name)).isEmpty();
        assertThat(RefUpdate.isRef(name)).as("the audit log can hold it").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "refs",
                "refs/",
                "refs/heads",
                "refs/heads/",
                "refs/stash",
                "refs//heads/main",
                "refs/heads//main",
                "refs/heads/main/",
                "refs/heads/.main",
                "refs/heads/main.",
                "refs/heads/a..b",
                "refs/heads/a.lock",
                "refs/heads.lock/a",
                "refs/heads/a@{1}",
                "refs/heads/a b",
                "refs/heads/a~b",
                "refs/heads/a^b",
                "refs/heads/a:b",
                "refs/heads/a?b",
                "refs/heads/a*b",
                "refs/heads/a[b",
                "refs/heads/a\\b",
                "refs/heads/a\tb",
                "refs/heads/a\u0000b",
                "refs/heads/a\ud800b",
            })
    void refusesWhatGitRefuses(String name) {
        assertThat(RefName.problem(name)).isPresent();
    }

    @Test
    void takesNoLongerNamesThanTheAuditLogHolds() {
        String longest = "refs/heads/" + "x".repeat(501);

        assertThat(RefName.problem(longest)).isEmpty();
        assertThat(RefUpdate.isRef(longest)).isTrue();
        assertThat(RefName.problem(longest + "x")).isPresent();
    }
}
