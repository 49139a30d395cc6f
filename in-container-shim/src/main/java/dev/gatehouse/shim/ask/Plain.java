package dev.gatehouse.shim.ask;

import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.json.Json;
import java.util.List;

/// JSON values as words for a person.
public final class Plain {
    private static final int LIMIT_CHARS = 500;

    private Plain() {}

    /// One printable line; `-` for what is not there.
    public static String of(Json value) {
        String text = value.asText();
        return text.isEmpty() ? "-" : OneLine.of(text, LIMIT_CHARS);
    }

    /// The items with commas; the given word where there are none.
    public static String list(Json array, String none) {
        List<Json> items = array.items();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            line.append(i == 0 ? "" : ", ").append(of(items.get(i)));
        }
        return line.isEmpty() ? none : line.toString();
    }

    static String yesOrNo(Json value) {
        return value.asText().equals("true") ? "yes" : "no";
    }
}
