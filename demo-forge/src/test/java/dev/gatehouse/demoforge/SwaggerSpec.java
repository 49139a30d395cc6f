package dev.gatehouse.demoforge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forgejo's own description of its API (Swagger 2.0), as far as answers are concerned: which
/// statuses an operation has, and of which shape their JSON is. Go answers null for an absent
/// pointer or list, so null fits everything.
final class SwaggerSpec {
    /// Written by `User.MarshalJSON` for old clients, and not described.
    private static final Set<String> UNDESCRIBED = Set.of("User.username");

    private static final Pattern PARAMETER = Pattern.compile("\\\\\\{[^}]+\\\\\\}");

    private final JsonNode spec;

    private SwaggerSpec(JsonNode spec) {
        this.spec = spec;
    }

    /// The description beside the checkout, or where `FORGEJO_SPEC` says.
    static Optional<SwaggerSpec> find() throws IOException {
        String named = System.getenv("FORGEJO_SPEC");
        String root = System.getProperty("gatehouse.root", "..");
        Path file =
                named == null
                        ? Path.of(root, "..", "shared", "forgejo", "swagger.v1.json")
                        : Path.of(named);
        return Files.isReadable(file)
                ? Optional.of(new SwaggerSpec(JsonMapper.shared().readTree(file.toFile())))
                : Optional.empty();
    }

    /// What is wrong with an answer; empty if nothing is. `path` is below `/api/v1`.
    List<String> problems(String method, String path, int status, JsonNode body) {
        String where = method + " " + path;
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            return List.of(where + ": not in the description");
        }
        // Removing a dependency is described as 200 and answered with 201.
        int described = method.equals("DELETE") && status == 201 ? 200 : status;
        JsonNode response = resolve(operation.get().at("/responses/" + described));
        if (response.isMissingNode()) {
            boolean isError = status >= 400;
            return isError ? List.of() : List.of(where + ": " + status + " is not described");
        }
        var problems = new ArrayList<String>();
        if (response.has("schema") && !body.isMissingNode()) {
            check(response.get("schema"), body, where + " " + status, problems);
        }
        return problems;
    }

    private Optional<JsonNode> operation(String method, String path) {
        String key = method.toLowerCase(Locale.ROOT);
        return spec.get("paths").properties().stream()
                .filter(entry -> entry.getValue().has(key) && matches(entry.getKey(), path))
                .sorted(Comparator.comparingLong(entry -> parameters(entry.getKey())))
                .map(entry -> entry.getValue().get(key))
                .findFirst();
    }

    private static boolean matches(String template, String path) {
        String quoted = template.replaceAll("([{}.])", "\\\\$1");
        String pattern = PARAMETER.matcher(quoted).replaceAll("[^?]+");
        boolean depth =
                template.contains("filepath")
                        || template.contains("{branch}")
                        || count(template) == count(path);
        return depth && path.replaceFirst("\\?.*", "").matches(pattern);
    }

    private static long parameters(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private static long count(String path) {
        return path.replaceFirst("\\?.*", "").chars().filter(c -> c == '/').count();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(spec.at(node.get("$ref").stringValue().substring(1)))
                : node;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
        if (value.isNull()) {
            return;
        }
        if (isDirectory(schema, value)) {
            value.forEach(item -> check(schema, item, at + "[]", problems));
            return;
        }
        String name =
                schema.has("$ref") ? schema.get("$ref").stringValue().replaceFirst(".*/", "") : "";
        JsonNode shape = resolve(schema);
        String type = shape.path("type").asString("");
        boolean fits =
                switch (type) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> true;
                };
        if (!fits) {
            problems.add(at + ": " + type + " expected, not " + value);
            return;
        }
        if (shape.has("enum") && shape.get("enum").valueStream().noneMatch(value::equals)) {
            problems.add(at + ": " + value + " is none of " + shape.get("enum"));
        }
        if (shape.path("format").asString("").equals("date-time")
                && !value.asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*")) {
            problems.add(at + ": not a date-time: " + value);
        }
        if (value.isArray() && shape.has("items")) {
            value.forEach(item -> check(shape.get("items"), item, at + "[]", problems));
        }
        if (value.isObject() && shape.has("properties")) {
            checkFields(name, shape, value, at, problems);
        }
    }

    /// A directory is answered as a list where only the file is described.
    private static boolean isDirectory(JsonNode schema, JsonNode value) {
        return value.isArray() && schema.path("$ref").asString("").endsWith("/ContentsResponse");
    }

    private void checkFields(
            String name, JsonNode shape, JsonNode value, String at, List<String> problems) {
        JsonNode properties = shape.get("properties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String key = field.getKey();
            if (properties.has(key)) {
                check(properties.get(key), field.getValue(), at + "." + key, problems);
            } else if (!UNDESCRIBED.contains(name + "." + key)) {
                problems.add(at + ": " + key + " is not described");
            }
        }
        properties.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !value.has(key) && !mayBeAbsent(name, key))
                .forEach(key -> problems.add(at + ": " + key + " is missing"));
    }

    /// Go leaves these out while they are empty.
    private static boolean mayBeAbsent(String name, String key) {
        return switch (name) {
            case "Repository" ->
                    Set.of(
                                    "external_tracker",
                                    "external_wiki",
                                    "internal_tracker",
                                    "permissions",
                                    "wiki_branch")
                            .contains(key);
            case "ChangedFile" -> key.equals("previous_filename");
            default -> false;
        };
    }
}
