package dev.gatehouse.shim.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Status line and header fields of an answer.
///
/// @param statusLine as received, without its line end
public record AnswerHead(String statusLine, int status, List<AnswerField> fields) {
    public AnswerHead {
        fields = List.copyOf(fields);
    }

    /// A field as received: its value may hold bytes above 127, one per character.
    public record AnswerField(String name, String value) {}

    /// The value of the field, or null where there is none. The first one, if there are several.
    public @Nullable String value(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return fields.get(i).value();
            }
        }
        return null;
    }

    /// Every value of the field, in the order received.
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                values.add(fields.get(i).value());
            }
        }
        return values;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
