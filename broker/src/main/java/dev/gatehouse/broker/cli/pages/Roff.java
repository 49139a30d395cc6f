package dev.gatehouse.broker.cli.pages;

import java.util.Locale;

/// Writes a man page in roff, with the macros of man(7). Every text given is shown as it is:
/// nothing in it is taken for a request, an escape or a typographic sign.
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /// @param date as `2026-11-21`; may be empty
    Roff(String name, int section, String date, String source, String manual) {
        line(
                ".TH %s %d %s %s %s"
                        .formatted(
                                quoted(name.toUpperCase(Locale.ROOT)),
                                section,
                                quoted(date),
                                quoted(source),
                                quoted(manual)));
        // Ragged, and no word broken: it may be one to type.
        line(".nh");
        line(".ad l");
    }

    void section(String title) {
        line(".SH " + quoted(title));
    }

    void paragraph(String text) {
        line(".PP");
        line(text(text));
    }

    /// A term, set in bold, and below it what it means.
    void entry(String term, String meaning) {
        line(".TP");
        line("\\fB" + inline(term) + "\\fR");
        line(text(meaning));
    }

    /// Text that the reader may type: bold, in one line.
    void typed(String bold, String rest) {
        line(".PP");
        line("\\fB" + inline(bold) + "\\fR" + (rest.isEmpty() ? "" : " " + inline(rest)));
    }

    /// Lines kept as they are.
    void verbatim(String lines) {
        line(".PP");
        line(".nf");
        line(text(lines));
        line(".fi");
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /// A macro's argument; within quotes a quote is written twice.
    private static String quoted(String text) {
        return '"' + inline(text).replace("\"", "\"\"") + '"';
    }

    /// Lines of text. A line that begins with a dot or an apostrophe would be a request, and an
    /// empty one would be a gap of its own in filled text.
    static String text(String text) {
        return text.lines()
                .map(Roff::inline)
                .map(line -> line.startsWith(".") || line.isEmpty() ? "\\&" + line : line)
                .reduce((before, line) -> before + "\n" + line)
                .orElse("\\&");
    }

    /// What ASCII has one sign for and roff makes another of, and what is not ASCII.
    static String inline(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(sign -> safe.append(sign(sign)));
        return safe.toString();
    }

    private static String sign(int sign) {
        return switch (sign) {
            case '\\' -> "\\e";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            case '`' -> "\\(ga";
            case '^' -> "\\(ha";
            case '~' -> "\\(ti";
            case '\n', '\t' -> " ";
            default -> {
                if (sign >= ' ' && sign < 0x7f) {
                    yield Character.toString(sign);
                }
                // Other control characters have no place on a page.
                yield Character.isISOControl(sign) ? "" : "\\[u%04X]".formatted(sign);
            }
        };
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
