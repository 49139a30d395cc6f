package dev.gatehouse.demoforge.model;

import java.util.ArrayList;
import java.util.List;

/// What is answered to one call, in no API's words yet.
///
/// @param number which answer of the model this is, for its ids
/// @param told whether it says what was used
record Reply(String model, Part part, Usage usage, boolean told, int number) {
    /// What the model came up with.
    sealed interface Part {}

    /// Text in the pieces in which it is streamed.
    record Text(List<String> pieces) implements Part {
        Text {
            pieces = List.copyOf(pieces);
        }

        String whole() {
            return String.join("", pieces);
        }
    }

    /// @param input a JSON object
    record Tool(String name, String input) implements Part {}

    static Reply to(Conversation conversation, Script script, Behaviours behaviours, int number) {
        Part part =
                switch (script.after(conversation.toolResults())) {
                    case Turn.Says(String text) -> new Text(pieces(text, behaviours.hugeBytes()));
                    case Turn.Calls(String tool, String input) ->
                            conversation
                                    .offered(tool)
                                    .<Part>map(name -> new Tool(name, input))
                                    .orElse(new Text(List.of("ok")));
                };
        return new Reply(
                conversation.model(), part, script.usage(), behaviours.tellsUsage(), number);
    }

    private static List<String> pieces(String text, int hugeBytes) {
        List<String> pieces = new ArrayList<>();
        if (hugeBytes > 0) {
            pieces.add("a".repeat(hugeBytes));
        }
        int from = 0;
        while (from < text.length()) {
            int blank = text.indexOf(' ', from);
            int to = blank < 0 ? text.length() : blank + 1;
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
