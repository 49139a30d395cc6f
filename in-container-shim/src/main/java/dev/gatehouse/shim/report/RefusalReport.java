package dev.gatehouse.shim.report;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.RefusalCode;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says on standard error what a refusal says in JSON: agents read both.
///
/// @param word the value of the `Gatehouse-Refusal` header
/// @param code its row, or null for a word this version does not know
public record RefusalReport(
        String word, @Nullable RefusalCode code, AnswerHead head, Json problem) {

    private static final int BODY_LIMIT_BYTES = 64 * 1024;

    /// Reads the problem document; of a larger body the rest stays unread.
    public static RefusalReport read(String word, Answer answer) throws IOException {
        return of(word, answer.head(), answer.body().readNBytes(BODY_LIMIT_BYTES));
    }

    /// @param body the problem document, if it is one
    public static RefusalReport of(String word, AnswerHead head, byte[] body) {
        return new RefusalReport(word, RefusalCode.ofWord(word).orElse(null), head, problem(body));
    }

    /// A problem document that cannot be read costs the details, not the exit code.
    private static Json problem(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (NotJson _) {
            return Json.Literal.NULL;
        }
    }

    /// A word this version does not know is still a refusal.
    public ExitCode exitCode() {
        return code == null ? ExitCode.REFUSED : code.exitCode();
    }

    void printTo(Console console) {
        console.tell("refused (" + word + "): " + title());
        more(console, "detail", problem.get("detail").asText());
        more(console, "rule", problem.get("rule").asText());
        more(console, "remedy", remedy());
        more(console, "retry after", seconds(head.value("Retry-After")));
        more(console, "exchange", head.value(HeaderNames.EXCHANGE));
    }

    private String title() {
        String title = problem.get("title").asText();
        return title.isEmpty() && code != null ? code.title() : title;
    }

    /// What was refused and why, in one sentence.
    public String summary() {
        String detail = problem.get("detail").asText();
        String summary = detail.isEmpty() ? title() : detail;
        return summary.isEmpty() ? "refused (" + word + ")" : summary;
    }

    /// The refusal as lines for git's users, who know them from the other side of a push.
    public List<String> remoteLines() {
        List<String> lines = new ArrayList<>();
        lines.add("gatehouse: " + summary());
        add(lines, "rule", problem.get("rule").asText());
        add(lines, "remedy", remedy());
        add(lines, "retry after", seconds(head.value("Retry-After")));
        return lines;
    }

    private static void add(List<String> lines, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            lines.add(name + ": " + text);
        }
    }

    private String remedy() {
        String remedy = problem.get("remedy").asText();
        if (remedy.isEmpty() && exitCode() == ExitCode.CREDENTIAL_DEAD) {
            return "tell the operator; do not look for another credential";
        }
        return remedy;
    }

    private static @Nullable String seconds(@Nullable String value) {
        return value == null ? null : value + " s";
    }

    private static void more(Console console, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            console.tellMore(name + ": " + text);
        }
    }
}
