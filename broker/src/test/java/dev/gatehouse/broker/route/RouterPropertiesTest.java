package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class RouterPropertiesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Router ROUTER = new Router(CATALOGUE);

    /// A method and a raw target.
    record Call(String method, String target) {}

    @Property(tries = 1000)
    void whatWasDecidedIsWhatIsSent(@ForAll("calls") Call call) {
        if (ROUTER.route(call.method(), call.target()) instanceof Routing.Routed(Route first)) {
            Routing again = ROUTER.route(call.method(), TestingRoutes.target(first));

            assertThat(again).isInstanceOf(Routing.Routed.class);
            assertThat(TestingRoutes.essence(((Routing.Routed) again).route()))
                    .isEqualTo(TestingRoutes.essence(first));
        }
    }

    @Property(tries = 1000)
    void theTargetThatIsSentIsPlain(@ForAll("calls") Call call) {
        if (ROUTER.route(call.method(), call.target()) instanceof Routing.Routed(Route route)) {
            assertThat(TestingRoutes.target(route))
                    .matches("(/([A-Za-z0-9._~-]|%[0-9A-F]{2})+)+(\\?[A-Za-z0-9._~%&=-]+)?")
                    .doesNotContain("/../", "/./", "%2E")
                    .doesNotContainIgnoringCase("token=", "sudo=");
        }
    }

    @Property(tries = 1000)
    void namesOfARepositoryNeverHoldASlash(@ForAll("calls") Call call) {
        if (ROUTER.route(call.method(), call.target()) instanceof Routing.Routed(Route.Api api)) {
            api.pathParameters()
                    .forEach((name, value) -> {
                        if (!api.operation().kindOf(name).mayHoldSlash()) {
                            assertThat(value).as(name).doesNotContain("/");
                        }
                    });
            api.repository()
                    .ifPresent(repository ->
                            assertThat(repository.toString()).matches("[a-z0-9._-]+/[a-z0-9._-]+"));
        }
    }

    @Property(tries = 1000)
    void anEncodingNeverChoosesAnotherRepository(
            @ForAll("calls") Call call, @ForAll long firstSeed, @ForAll long secondSeed) {
        String path = call.target().split("\\?", 2)[0];
        Routing one = ROUTER.route(call.method(), reencoded(path, new Random(firstSeed)));
        Routing other = ROUTER.route(call.method(), reencoded(path, new Random(secondSeed)));

        if (one instanceof Routing.Routed(Route first)
                && other instanceof Routing.Routed(Route second)) {
            assertThat(TestingRoutes.essence(second)).isEqualTo(TestingRoutes.essence(first));
        }
    }

    @Property(tries = 1000)
    void anyBytesGetAnAnswer(@ForAll String method, @ForAll String target) {
        assertThat(ROUTER.route(method, target)).isNotNull();
        assertThat(ROUTER.route("GET", "/" + target)).isNotNull();
        assertThat(ROUTER.route("GET", "/api/v1/repos/a/b/contents/x?" + target)).isNotNull();
    }

    /// Calls of real operations whose parameters are harmless, odd or hostile.
    @Provide
    Arbitrary<Call> calls() {
        Arbitrary<String> values =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of("Ab", "c-d", "7", "12")),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "x%2Fy",
                                        "..",
                                        "%2e%2e",
                                        "a.git",
                                        "%E2%84%AA",
                                        "x%20y",
                                        "a+b",
                                        "%2541",
                                        "7.diff",
                                        "v1.0",
                                        "a%5Cb",
                                        "search",
                                        "main...o:x",
                                        "ü",
                                        "%C3%BC",
                                        "*",
                                        "a;b",
                                        "a:b",
                                        "")),
                        Tuple.of(1, Arbitraries.strings().withCharRange('!', '~').ofMaxLength(6)));
        Arbitrary<String> queries =
                Arbitraries.of(
                        "",
                        "",
                        "?page=2",
                        "?state=open&x=1",
                        "?labels=a&labels=b",
                        "?sudo=x",
                        "?ref=a%2Fb%20c",
                        "?q=%26token%3D1",
                        "?limit=1&limit=2",
                        "?style=rebase");
        Arbitrary<String> downloads =
                Arbitraries.of(
                        "/Ab/c.git/raw/branch/x%2Fy/z", "/Ab/c/archive/v1.zip",
                        "/Ab/c/releases/download/v%2F1/a%2Bb", "/Ab/c/media/commit/abc/d e");
        Arbitrary<Call> operations =
                Combinators.combine(Arbitraries.of(CATALOGUE.operations()), values.list().ofSize(6))
                        .as(RouterPropertiesTest::filled);
        Arbitrary<Call> files = downloads.map(path -> new Call("GET", path));
        return Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(9, operations), Tuple.of(1, files)),
                        queries)
                .as((call, query) -> new Call(call.method(), call.target() + query));
    }

    private static Call filled(Operation operation, List<String> values) {
        StringBuilder path = new StringBuilder("/api/v1");
        int used = 0;
        for (String segment : operation.path().substring(1).split("/", -1)) {
            path.append('/').append(segment.startsWith("{") ? values.get(used++ % 6) : segment);
        }
        return new Call(operation.method().name(), path.toString());
    }

    /// The same path to anyone who decodes it once: some characters are escaped, none unescaped.
    private static String reencoded(String path, Random random) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == '%' && at + 2 < path.length()) {
                text.append(path, at, at + 3);
                at += 2;
            } else if (c != '/' && c != '%' && random.nextInt(4) == 0) {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    text.append("%%%02x".formatted(b & 0xff));
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
