package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets that Forgejo, a proxy or a careless router would read differently.
class RouterHostileTest {
    private static final Router ROUTER = new Router(Catalogue.load());

    @ParameterizedTest(name = "{1} {2}")
    @CsvFileSource(resources = "hostile-targets.txt", delimiter = ' ')
    void refuses(String code, String method, String target, String why) {
        assertThat(ROUTER.route(method, target))
                .as(why)
                .isInstanceOfSatisfying(
                        Routing.Unroutable.class,
                        unroutable -> {
                            assertThat(unroutable.code().word()).as(why).isEqualTo(code);
                            assertThat(unroutable.detail()).isNotBlank();
                            assertThat(unroutable.remedy()).isNotBlank();
                        });
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 1, '\t', '\n', '\r', ' ', 0x7f, 0x80, 'ü', '\u212A', '\u2028'})
    void refusesWhatIsNotPrintableAscii(char c) {
        assertThat(ROUTER.route("GET", "/api/v1/repos/a/b" + c))
                .isInstanceOf(Routing.Unroutable.class);
        assertThat(ROUTER.route("GET", "/api/v1/repos/a/b/pulls?state=" + c))
                .isInstanceOf(Routing.Unroutable.class);
    }

    @Test
    void refusesATargetThatIsTooLong() {
        String path = "/api/v1/repos/a/b/contents/" + "x".repeat(8 * 1024);

        assertThat(ROUTER.route("GET", path)).isInstanceOf(Routing.Unroutable.class);
        assertThat(ROUTER.route("GET", path.substring(0, 8 * 1024)))
                .isInstanceOf(Routing.Routed.class);
    }

    @Test
    void neverEchoesWhatItRefuses() {
        String canary = "%3Cscript%3EcaNary";
        List<Routing> answers = new ArrayList<>();
        answers.add(ROUTER.route("GET", "/api/v1/" + canary));
        answers.add(ROUTER.route("GET", "/api/v1/repos/" + canary + "/b"));
        answers.add(ROUTER.route("GET", "/" + canary + "/b/raw/branch/x/y"));
        answers.add(ROUTER.route("GET", "/api/v1/repos/a/b?" + canary + "=1"));
        answers.add(ROUTER.route("caNary", "/api/v1/version"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Routing.Unroutable.class))
                .allSatisfy(answer -> assertThat(answer.toString()).doesNotContain("caNary"));
    }
}
