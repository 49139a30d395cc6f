package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.RefusalCode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What must be true of any request target.
final class TestingRoutes {
    private static final Router ROUTER = new Router(Catalogue.load());

    /// That an agent may send; escaped by the router, a target can become longer.
    private static final int MOST_BYTES = 8 * 1024;

    private TestingRoutes() {}

    /// What holds for whatever an agent sends.
    static void check(String method, String rawTarget) {
        switch (ROUTER.route(method, rawTarget)) {
            case Routing.Unroutable(RefusalCode code, String detail, String remedy) -> {
                assertThat(code).isIn(RefusalCode.MALFORMED, RefusalCode.UNKNOWN_ROUTE);
                assertThat(detail).as("in our own words").matches("[ -~]{1,300}");
                assertThat(remedy).as("in our own words").matches("[ -~]{1,300}");
            }
            case Routing.Routed(Route route) -> {
                assertThat(route.method().name()).as("the method that was sent").isEqualTo(method);
                checkPlain(route);
                checkNames(route);
                if (target(route).length() <= MOST_BYTES) {
                    assertThat(ROUTER.route(method, target(route)))
                            .as("what was decided is what is sent")
                            .isInstanceOfSatisfying(
                                    Routing.Routed.class,
                                    again ->
                                            assertThat(essence(again.route()))
                                                    .isEqualTo(essence(route)));
                }
            }
        }
    }

    /// One spelling, and nothing in it that a server could resolve or take for a credential.
    private static void checkPlain(Route route) {
        String target = target(route);
        assertThat(target)
                .matches("/[A-Za-z0-9._~%/-]+(\\?[A-Za-z0-9._~%&=-]+)?")
                .doesNotContainPattern("%(?![0-9A-F]{2})")
                .doesNotContainPattern("(?i)[?&](access_)?token=|[?&]sudo=");
        assertThat(target.split("\\?", 2)[0] + "/")
                .doesNotContain("//", "/../", "/./", "%2E", "%5C", "%00", "%0D", "%0A")
                .doesNotContainPattern("%25[0-9A-F]{2}");
    }

    private static void checkNames(Route route) {
        if (!(route instanceof Route.Api api)) {
            return;
        }
        api.pathParameters()
                .forEach((name, value) -> {
                    if (!api.operation().kindOf(name).mayHoldSlash()) {
                        assertThat(value).as(name).doesNotContain("/");
                    }
                });
        api.repository()
                .ifPresent(repository ->
                        assertThat(target(route))
                                .as("the repository that was decided on")
                                .contains("/" + repository));
    }

    static String target(Route route) {
        return switch (route) {
            case Route.Api api -> api.target();
            case Route.Download download -> download.target();
            case Route.Attachment attachment -> attachment.target();
            case Route.Git git -> git.target();
            case Route.Lfs lfs -> lfs.target();
            case Route.Broker broker -> broker.path();
        };
    }

    /// All that a decision depends on; how the caller wrote a repository is not part of it.
    static List<Object> essence(Route route) {
        if (!(route instanceof Route.Api api)) {
            return List.of(route);
        }
        Map<String, String> parameters = new HashMap<>(api.pathParameters());
        Optional<PathTemplate.RepositoryParameters> names =
                api.repository()
                        .flatMap(
                                ignored -> PathTemplate.of(api.operation()).repositoryParameters());
        names.ifPresent(both -> {
            parameters.computeIfPresent(
                    both.owner(), (name, value) -> value.toLowerCase(Locale.ROOT));
            parameters.computeIfPresent(
                    both.repository(), (name, value) -> value.toLowerCase(Locale.ROOT));
        });
        return List.of(
                api.operation().id(), api.repository(), parameters, api.query(), api.target());
    }
}
