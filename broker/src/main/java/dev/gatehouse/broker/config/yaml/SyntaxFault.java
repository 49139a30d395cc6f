package dev.gatehouse.broker.config.yaml;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// Says where the YAML parser gave up, and why in words of our own: the parser's own words quote
/// the lines around it.
final class SyntaxFault {
    /// The parser's location is that of the last good token; the place of the error itself stands
    /// in its text, as the last of these marks. Quoted lines cannot look like one: they are
    /// indented by four.
    private static final Pattern MARK =
            Pattern.compile("^ in reader, line (\\d{1,9}), column (\\d{1,9}):", Pattern.MULTILINE);

    private SyntaxFault() {}

    static Fault of(JacksonException exception, String text) {
        String said = exception.getOriginalMessage();
        Place place = place(exception, said);
        if (isIndentedByTab(text, place.line())) {
            return new Fault(
                    place,
                    "a tab stands in the indentation",
                    "indent with spaces; YAML refuses tabs");
        }
        for (Cause cause : Cause.values()) {
            if (said.contains(cause.sign)) {
                return new Fault(place, cause.message, cause.remedy);
            }
        }
        return new Fault(
                place,
                "this is not YAML",
                "check indentation, quotes and brackets here and on the line above");
    }

    private static Place place(JacksonException exception, String said) {
        Matcher marks = MARK.matcher(said);
        MatchResult last = null;
        while (marks.find()) {
            last = marks.toMatchResult();
        }
        if (last != null) {
            return new Place(Integer.parseInt(last.group(1)), Integer.parseInt(last.group(2)));
        }
        var location = exception.getLocation();
        return location == null
                ? Place.START
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static boolean isIndentedByTab(String text, int line) {
        return text.lines()
                .skip(line - 1L)
                .findFirst()
                .filter(content -> content.substring(0, indent(content)).indexOf('\t') >= 0)
                .isPresent();
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /// The first whose sign the parser's text holds, wins.
    private enum Cause {
        UNCLOSED_QUOTE(
                "found unexpected end of stream", "a quote is never closed", "close it above here"),
        UNCLOSED_BRACKET(
                "while parsing a flow",
                "a '[' or '{' before this is not closed, or a ',' is missing",
                "close it, or put the ',' in"),
        SECOND_COLON(
                "mapping values are not allowed here",
                "a ': ' cannot stand here",
                "put the value in quotes, or start a new line"),
        NO_COLON("could not find expected ':'", "a key without ':' stands before this", "add ': '"),
        BAD_START(
                "that cannot start any token",
                "a value cannot start with this character",
                "put the value in quotes"),
        BAD_ESCAPE(
                "found unknown escape character",
                "this escape is not known in double quotes",
                "use single quotes, or write \\\\ for a backslash"),
        NOT_A_KEY(
                "Expected a property name",
                "only plain words can be keys",
                "write the key without brackets, '*' or '?'"),
        BLOCK_END(
                "expected <block end>",
                "this does not line up with the lines above",
                "give the keys of one mapping the same indentation");

        private final String sign;
        private final String message;
        private final String remedy;

        Cause(String sign, String message, String remedy) {
            this.sign = sign;
            this.message = message;
            this.remedy = remedy;
        }
    }
}
