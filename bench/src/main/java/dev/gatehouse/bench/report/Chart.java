package dev.gatehouse.bench.report;

import java.util.List;

/// Groups of bars side by side, as SVG: a group for each condition, a bar for each subject.
///
/// @param file name of the file, without its ending
public record Chart(
        String file,
        String title,
        List<String> subjects,
        List<String> conditions,
        List<List<Double>> valuesBySubject) {
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#8fbf5a", "#e08e2b", "#b04a5a", "#777777", "#6d5aa8", "#3aa6a0");
    private static final int BAR = 22;
    private static final int GAP = 28;
    private static final int LEFT = 20;
    private static final int TOP = 62;
    private static final int HEIGHT = 220;

    public Chart {
        subjects = List.copyOf(subjects);
        conditions = List.copyOf(conditions);
        valuesBySubject = valuesBySubject.stream().map(List::copyOf).toList();
    }

    public static Chart of(
            String file,
            Figures figures,
            Measure measure,
            List<String> subjects,
            List<String> conditions) {
        return new Chart(
                file,
                measure.title(),
                subjects,
                conditions,
                subjects.stream()
                        .map(subject ->
                                conditions.stream()
                                        .map(condition ->
                                                figures.median(measure, condition, subject))
                                        .toList())
                        .toList());
    }

    String svg() {
        double most =
                valuesBySubject.stream()
                        .flatMap(List::stream)
                        .filter(value -> !value.isNaN())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
        int group = subjects.size() * BAR + GAP;
        int width =
                Math.max(LEFT * 2 + conditions.size() * group, LEFT * 2 + 110 * subjects.size());
        StringBuilder svg = new StringBuilder();
        svg.append(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">\n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n")
                        .formatted(width, TOP + HEIGHT + 40));
        svg.append(text(LEFT, 18, "start", "14", title));
        for (int at = 0; at < subjects.size(); at++) {
            svg.append(rectangle(LEFT + at * 110, 28, 10, 10, colour(at)));
            svg.append(text(LEFT + at * 110 + 14, 37, "start", "11", subjects.get(at)));
        }
        for (int condition = 0; condition < conditions.size(); condition++) {
            int left = LEFT + condition * group + GAP / 2;
            for (int subject = 0; subject < subjects.size(); subject++) {
                double value = valuesBySubject.get(subject).get(condition);
                if (Double.isNaN(value)) {
                    continue;
                }
                int height = (int) Math.round(HEIGHT * value / most);
                int x = left + subject * BAR;
                svg.append(rectangle(x, TOP + HEIGHT - height, BAR - 3, height, colour(subject)));
                svg.append(
                        text(
                                x + BAR / 2 - 1,
                                TOP + HEIGHT - height - 3,
                                "middle",
                                "8",
                                Text.of(value)));
            }
            svg.append(
                    text(
                            left + subjects.size() * BAR / 2,
                            TOP + HEIGHT + 16,
                            "middle",
                            "11",
                            conditions.get(condition)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String colour(int subject) {
        return COLOURS.get(subject % COLOURS.size());
    }

    private static String rectangle(int x, int y, int width, int height, String colour) {
        return "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
                .formatted(x, y, width, height, colour);
    }

    private static String text(int x, int y, String anchor, String size, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%s\">%s</text>\n"
                .formatted(x, y, anchor, size, text.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
