package dev.gatehouse.shim.json;

import java.util.List;
import java.util.Map;

/// Writes values as JSON without a blank that could be left out.
public final class JsonText {
    private JsonText() {}

    public static String of(Json value) {
        StringBuilder json = new StringBuilder();
        append(json, value);
        return json.toString();
    }

    private static void append(StringBuilder json, Json value) {
        switch (value) {
            case Json.Members object -> appendMembers(json, object.members());
            case Json.Items array -> appendItems(json, array.items());
            case Json.Text text -> JsonStrings.append(json, text.text());
            case Json.Literal literal -> json.append(literal.literal());
        }
    }

    private static void appendMembers(StringBuilder json, Map<String, Json> members) {
        String separator = "{";
        for (Map.Entry<String, Json> member : members.entrySet()) {
            json.append(separator);
            JsonStrings.append(json, member.getKey());
            json.append(':');
            append(json, member.getValue());
            separator = ",";
        }
        json.append(members.isEmpty() ? "{}" : "}");
    }

    private static void appendItems(StringBuilder json, List<Json> items) {
        String separator = "[";
        for (Json item : items) {
            json.append(separator);
            append(json, item);
            separator = ",";
        }
        json.append(items.isEmpty() ? "[]" : "]");
    }
}
