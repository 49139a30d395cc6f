package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A comment on a line of a pull request, as it is written: `FILE:LINE=TEXT`.
///
/// @param line of the new file; of the old one where it is below 0
record LineComment(String file, long line, String text) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<file>.+?):(?<line>-?[1-9]\\d{0,8})=(?<text>.+)", Pattern.DOTALL);

    static LineComment parse(String written) throws ToolFailure {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw ToolFailure.usage(
                    "'"
                            + written
                            + "' is no FILE:LINE=TEXT, such as src/main.c:12=Why twice? (a line that"
                            + " was taken out: FILE:-12=TEXT)");
        }
        return new LineComment(
                parts.group("file"), Long.parseLong(parts.group("line")), parts.group("text"));
    }

    /// As the forge takes it.
    ObjectNode document() {
        ObjectNode document = Forge.object();
        document.put("path", file);
        document.put("body", text);
        return document.put(line > 0 ? "new_position" : "old_position", Math.abs(line));
    }
}
