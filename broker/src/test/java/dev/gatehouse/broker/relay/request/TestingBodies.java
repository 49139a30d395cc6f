package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must be true of any JSON body, and of any of Git LFS.
final class TestingBodies {
    static final List<Route.Lfs> LFS_CALLS =
            Stream.of("objects/batch", "verify", "locks", "locks/verify", "locks/7/unlock")
                    .map(TestingBodies::lfs)
                    .toList();

    private static final JsonMapper OTHER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    private TestingBodies() {}

    /// What holds for whatever an agent sends.
    static void check(byte[] bytes) {
        switch (JsonBody.parse(bytes)) {
            case JsonBody.Parsing.Unparsable(String problem) ->
                    assertThat(problem).as("in our own words").matches("[ -~]{1,200}");
            case JsonBody.Parsing.Parsed(JsonBody body) -> {
                byte[] written = body.bytes();
                assertThat(TestingJson.body(written).bytes()).as("one spelling").isEqualTo(written);
                JsonNode read = OTHER.readTree(new String(bytes, StandardCharsets.UTF_8));
                assertThat(read.equals(TestingBodies::compare, OTHER.readTree(written)))
                        .as("as another parser reads it")
                        .isTrue();
                checkKeys(read);
            }
        }
    }

    /// `104e0` is written `104`.
    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    /// A server that matches keys ignoring case finds each at most once.
    private static void checkKeys(JsonNode node) {
        Set<String> folded =
                node.propertyNames().stream()
                        .map(TestingBodies::folded)
                        .collect(Collectors.toSet());
        assertThat(folded).hasSameSizeAs(node.propertyNames());
        node.forEach(TestingBodies::checkKeys);
    }

    /// @param call one of [#LFS_CALLS]
    static void checkLfs(Route.Lfs call, byte[] bytes) {
        Intake.Reading reading =
                new JsonIntake(call, BodyPlan.LFS_JSON).accept(bytes, true).orElseThrow();
        switch (reading) {
            case Intake.Reading.Refused(var refusal) ->
                    assertThat(refusal.code()).isEqualTo(RefusalCode.MALFORMED);
            case Intake.Reading.Known known -> {
                JsonBody sent = TestingJson.body(bytes);
                sent.retain(LfsBodies.fields(call.call()));
                JsonNode read = OTHER.readTree(sent.bytes());
                assertThat(known.fields()).isEqualTo(sent.fields());
                LfsFacts facts = (LfsFacts) known.facts();
                boolean reads =
                        call.call() == LfsCall.BATCH
                                && asAServer(read, "operation")
                                        .equals(OTHER.valueToTree("download"));
                assertThat(facts.upload()).as("what is no download writes").isNotEqualTo(reads);
                assertThat(facts.force())
                        .as("force is what a server takes for it")
                        .isEqualTo(asAServer(read, "force").equals(OTHER.valueToTree(true)));
                assertThat(read.propertyNames())
                        .as("nothing else goes on")
                        .isSubsetOf(LfsBodies.fields(call.call()));
            }
        }
    }

    /// The last of the keys that equal the name, ignoring case.
    private static JsonNode asAServer(JsonNode object, String name) {
        return object.propertyNames().stream()
                .filter(key -> folded(key).equals(folded(name)))
                .reduce((first, last) -> last)
                .map(object::path)
                .orElseGet(OTHER::missingNode);
    }

    private static String folded(String key) {
        return key.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Route.Lfs lfs(String path) {
        return switch (new Router(Catalogue.load())
                .route("POST", "/charles/lib.git/info/lfs/" + path)) {
            case Routing.Routed(Route.Lfs lfs) -> lfs;
            case Routing other -> throw new AssertionError(other);
        };
    }
}
