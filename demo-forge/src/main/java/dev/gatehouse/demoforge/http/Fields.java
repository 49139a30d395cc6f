package dev.gatehouse.demoforge.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A request's body bound to fields, with Forgejo's leniency (`bind` in `routers/api/v1/api.go`),
/// because a broker that only reads JSON has to be tested against a forge that reads more: an
/// urlencoded body, and for PATCH and DELETE without a type the query, fill the same fields under
/// other names; JSON names match ignoring case, of duplicates the last counts, and what follows the
/// first value is ignored.
public final class Fields {
    private final Map<String, JsonNode> json;
    private final Optional<FormValues> form;

    private Fields(Map<String, JsonNode> json, Optional<FormValues> form) {
        this.json = json;
        this.form = form;
    }

    /// Binds `content`, the body of `request`. An unreadable body is a 422. The type is a matter of
    /// substrings, forms first and case counting: `application/json; x=form-urlencoded` is a form.
    public static Fields bind(Request request, Content content) throws Refusal {
        String type = request.header("Content-Type").orElse("");
        if (type.contains("form-urlencoded")) {
            return new Fields(Map.of(), Optional.of(formOf(content).before(request.query())));
        }
        if (type.contains("json")) {
            return new Fields(parse(content), Optional.empty());
        }
        boolean mustHaveType = request.method().equals("POST") || request.method().equals("PUT");
        if (mustHaveType || !type.isEmpty()) {
            throw Refusal.of(
                    422,
                    type.isEmpty() ? "[]: Empty Content-Type" : "[]: Unsupported Content-Type");
        }
        return new Fields(Map.of(), Optional.of(request.query()));
    }

    /// The pairs of an urlencoded body.
    public static FormValues formOf(Content content) {
        return FormValues.parse(content.text());
    }

    private static Map<String, JsonNode> parse(Content content) throws Refusal {
        var fields = new LinkedHashMap<String, JsonNode>();
        if (content.size() == 0) {
            return fields;
        }
        try (JsonParser parser = Json.MAPPER.createParser(content.toArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.of(422, "[]: the body is not a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                fields.put(name.toLowerCase(Locale.ROOT), parser.readValueAsTree());
            }
            return fields;
        } catch (JacksonException malformed) {
            throw Refusal.of(422, "[]: " + malformed.getOriginalMessage());
        }
    }

    /// A text field that has the same name in JSON and in forms.
    public Optional<String> text(String name) {
        return text(name, name);
    }

    /// A text field whose form name differs: forms go by the name of the field in Go.
    public Optional<String> text(String jsonName, String formName) {
        return form.isPresent() ? form.get().first(formName) : jsonText(jsonName);
    }

    /// A text field only JSON can set: in Go it is a pointer, which forms never fill.
    public Optional<String> jsonText(String name) {
        return node(name).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    public Optional<Long> number(String name) {
        return form.isPresent()
                ? form.get()
                        .first(name)
                        .filter(text -> text.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                : node(name).filter(JsonNode::isIntegralNumber).map(JsonNode::longValue);
    }

    public boolean flag(String name) {
        return form.isPresent()
                ? form.get().first(name).map(Fields::isTrue).orElse(false)
                : node(name).map(node -> node.isBoolean() && node.booleanValue()).orElse(false);
    }

    /// A list, each element as text; empty where the field is absent.
    public List<String> texts(String name) {
        if (form.isPresent()) {
            return form.get().all(name);
        }
        var texts = new ArrayList<String>();
        node(name).ifPresent(list -> list.forEach(item -> texts.add(item.asString())));
        return texts;
    }

    /// The elements of a list of objects, each bound the same way; JSON only.
    public List<Fields> objects(String name) throws Refusal {
        var objects = new ArrayList<Fields>();
        for (JsonNode item : node(name).map(node -> (Iterable<JsonNode>) node).orElse(List.of())) {
            objects.add(new Fields(parse(Content.of(Json.bytes(item))), Optional.empty()));
        }
        return objects;
    }

    public boolean has(String name) {
        return form.map(values -> values.first(name).isPresent()).orElse(json.containsKey(name));
    }

    /// The text of a field Forgejo marks as required.
    public String required(String jsonName, String formName, String goName) throws Refusal {
        return text(jsonName, formName)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Refusal.of(422, "[" + goName + "]: Required"));
    }

    private Optional<JsonNode> node(String name) {
        return Optional.ofNullable(json.get(name.toLowerCase(Locale.ROOT)))
                .filter(node -> !node.isNull());
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1") || text.equals("on");
    }
}
