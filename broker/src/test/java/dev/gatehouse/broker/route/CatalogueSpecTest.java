package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue against Forgejo's own API description (Swagger 2.0), where that is at hand.
class CatalogueSpecTest {
    /// The description says POST; Forgejo's router has GET (routers/api/v1/api.go).
    private static final Set<String> GET_IN_THE_ROUTER =
            Set.of("activitypubInstanceActorOutbox", "activitypubRepositoryOutbox");

    /// `OPERATION FIELD`: declared, but never sent on. The owner is named by `repo_owner`.
    private static final Set<String> WITHHELD = Set.of("repoMigrate uid");

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Map<String, Described> DESCRIBED = new LinkedHashMap<>();
    private static JsonNode spec = JsonMapper.shared().createObjectNode();

    private record Described(String method, String path, JsonNode operation) {
        List<JsonNode> parameters(String in) {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asString().equals(in)) {
                    found.add(parameter);
                }
            }
            return found;
        }
    }

    @BeforeAll
    static void readTheDescription() {
        String named = Objects.requireNonNullElse(System.getenv("FORGEJO_SPEC"), "");
        Path file =
                named.isEmpty()
                        ? TestingRepository.root().resolve("../shared/forgejo/swagger.v1.json")
                        : Path.of(named);
        if (!Files.isReadable(file)) {
            String why =
                    "CatalogueSpecTest skipped: no Forgejo API description; FORGEJO_SPEC names one";
            System.out.println(why);
            Assumptions.abort(why);
        }
        spec = JsonMapper.shared().readTree(file);
        for (Map.Entry<String, JsonNode> path : spec.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                DESCRIBED.put(
                        method.getValue().path("operationId").asString(),
                        new Described(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()));
            }
        }
    }

    @Test
    void hasTheSameOperations() {
        assertThat(CATALOGUE.operations().stream().map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(DESCRIBED.keySet());
    }

    @Test
    void hasTheSameMethodsAndPaths() {
        DESCRIBED.forEach((id, described) -> {
            Operation operation = CATALOGUE.operation(id).orElseThrow();
            String method = GET_IN_THE_ROUTER.contains(id) ? "GET" : described.method();
            assertThat(operation.method().name() + " " + operation.path())
                    .as(id)
                    .isEqualTo(method + " " + described.path());
        });
    }

    @Test
    void sendsOnTheDeclaredQueryParametersOnly() {
        DESCRIBED.forEach((id, described) -> {
            Operation operation = CATALOGUE.operation(id).orElseThrow();
            Set<String> names = new HashSet<>();
            Set<String> arrays = new HashSet<>();
            for (JsonNode parameter : described.parameters("query")) {
                names.add(parameter.path("name").asString());
                if (parameter.path("type").asString().equals("array")) {
                    arrays.add(parameter.path("name").asString());
                }
            }
            assertThat(operation.queryParameters()).as(id).isEqualTo(names);
            assertThat(operation.repeatableQueryParameters()).as(id).isEqualTo(arrays);
        });
    }

    @Test
    void sendsOnTheDeclaredBodyFieldsOnly() {
        DESCRIBED.forEach((id, described) -> {
            Operation operation = CATALOGUE.operation(id).orElseThrow();
            Set<String> fields = new HashSet<>();
            for (JsonNode body : described.parameters("body")) {
                resolved(body.path("schema"))
                        .path("properties")
                        .propertyNames()
                        .forEach(fields::add);
            }
            fields.removeIf(field -> WITHHELD.contains(id + " " + field));
            assertThat(operation.bodyFields()).as(id).isEqualTo(fields);
            assertThat(operation.body())
                    .as("the kind of the body of " + id)
                    .isEqualTo(bodyKind(described));
        });
    }

    @Test
    void knowsWhichPathParametersAreNumbers() {
        DESCRIBED.forEach((id, described) -> {
            Operation operation = CATALOGUE.operation(id).orElseThrow();
            for (JsonNode parameter : described.parameters("path")) {
                String name = parameter.path("name").asString();
                assertThat(operation.kindOf(name) == ParameterKind.INTEGER)
                        .as(id + " " + name)
                        .isEqualTo(parameter.path("type").asString().equals("integer"));
            }
        });
    }

    private static BodyKind bodyKind(Described described) {
        if (!described.parameters("formData").isEmpty()) {
            return BodyKind.UPLOAD;
        }
        if (described.parameters("body").isEmpty()) {
            return BodyKind.NONE;
        }
        boolean text = described.operation().path("consumes").toString().contains("text/plain");
        return text ? BodyKind.TEXT : BodyKind.JSON;
    }

    private static JsonNode resolved(JsonNode schema) {
        JsonNode node = schema;
        while (node.has("$ref")) {
            node = spec.at(node.path("$ref").asString().substring(1));
        }
        return node;
    }
}
