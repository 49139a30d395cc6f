package dev.gatehouse.broker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final String RULE = "agents.dev.grants[0] (line 12) roles: maintain";

    private final Explainer explainer =
            new Explainer(
                    new Router(Catalogue.load()),
                    new Policy(
                            Map.of(
                                    DEV,
                                    List.of(
                                            new Grant(
                                                    List.of(RepositoryPattern.of("charles/lib")),
                                                    Set.of(Role.MAINTAIN),
                                                    Set.of(),
                                                    Set.of(),
                                                    Set.of(),
                                                    PushRule.NOTHING,
                                                    PathRule.NOTHING,
                                                    new Origin("agents.dev.grants[0]", 12))))));

    @Test
    void saysWhatIsPermittedByWhichRule() {
        assertThat(explain("GET", "/api/v1/repos/charles/lib"))
                .isEqualTo(new Explanation.Permitted("repoGet", RULE));
        assertThat(explain("GET", "/charles/lib/raw/branch/main/a"))
                .isEqualTo(new Explanation.Permitted("raw", RULE));
        assertThat(explain("GET", "/api/v1/user"))
                .isEqualTo(new Explanation.Permitted("userGetCurrent", "own account"));
        assertThat(explain("GET", "/-/broker/v1/whoami"))
                .isEqualTo(new Explanation.Permitted("broker", "own account"));
    }

    @Test
    void saysWhatIsRefusedAndWhy() {
        assertThat(refusal(explain("GET", "/api/v1/repos/charles/other")).operation())
                .contains("repoGet");
        assertThat(refusal(explain("GET", "/api/v1/nowhere")).refusal().code())
                .isEqualTo(RefusalCode.UNKNOWN_ROUTE);
        assertThat(refusal(explain("GET", "/api/v1/nowhere")).operation()).isEmpty();
        assertThat(refusal(explain("get", "/api/v1/version")).refusal().code())
                .isEqualTo(RefusalCode.MALFORMED);
        assertThat(
                        refusal(
                                        explainer.explain(
                                                DEV,
                                                "POST",
                                                "/api/v1/repos/charles/lib/contents",
                                                Map.of("branch", "main")))
                                .refusal()
                                .code())
                .isEqualTo(RefusalCode.REF_NOT_GRANTED);
        assertThat(
                        refusal(
                                        explainer.explain(
                                                DEV,
                                                "POST",
                                                "/api/v1/repos/charles/lib/contents",
                                                Map.of("branch", List.of("main"))))
                                .refusal()
                                .detail())
                .contains("'branch'");
        assertThat(
                        refusal(
                                        explainer.explain(
                                                new AgentName("boss"),
                                                "GET",
                                                "/api/v1/version",
                                                Map.of()))
                                .operation())
                .isEqualTo(Optional.of("getVersion"));
    }

    @Test
    void saysWhatItDependsOn() {
        assertThat(explain("POST", "/api/v1/repos/charles/lib/pulls/3/merge"))
                .isEqualTo(
                        new Explanation.Depends(
                                "repoMergePullRequest",
                                RULE,
                                "permitted if push: of the grant covers the branches of pull request 3"));
        assertThat(explain("POST", "/api/v1/repos/charles/lib/contents/a"))
                .isEqualTo(
                        new Explanation.Depends(
                                "repoCreateFile",
                                RULE,
                                "permitted if push: of the grant covers the repository's default branch"));
        assertThat(explain("GET", "/attachments/0fa1b2c3-0000-4000-8000-00000000000a"))
                .isInstanceOfSatisfying(
                        Explanation.Depends.class,
                        depends -> assertThat(depends.rule()).isEqualTo("attachments seen"));
    }

    private Explanation explain(String method, String target) {
        return explainer.explain(DEV, method, target, Map.of());
    }

    private static Explanation.Refused refusal(Explanation explanation) {
        if (explanation instanceof Explanation.Refused refused) {
            return refused;
        }
        throw new AssertionError("not refused: " + explanation);
    }
}
