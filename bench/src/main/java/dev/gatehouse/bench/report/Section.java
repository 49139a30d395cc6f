package dev.gatehouse.bench.report;

import java.util.List;

/// What one trial has to say.
///
/// @param name by which `./dev bench` knows it
/// @param what what is measured, how, and on what terms, in Markdown
/// @param commands the command lines of what was measured and of the load, each once
public record Section(
        String name,
        String title,
        String what,
        List<Figures.Figure> figures,
        List<Table> tables,
        List<Bar> bars,
        List<Chart> charts,
        List<String> commands) {
    public Section {
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
        bars = List.copyOf(bars);
        charts = List.copyOf(charts);
        commands = List.copyOf(commands);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n" + what.strip() + "\n\n");
        if (!bars.isEmpty()) {
            text.append("| bar | limit | measured | |\n| --- | ---: | ---: | --- |\n");
            for (Bar bar : bars) {
                text.append(
                        "| %s | %s %s %s | %s %s | %s |\n"
                                .formatted(
                                        bar.claim(),
                                        bar.side().sign(),
                                        Text.of(bar.limit()),
                                        bar.unit(),
                                        Text.of(bar.measured()),
                                        bar.unit(),
                                        bar.verdict()));
            }
            text.append("\n");
        }
        tables.forEach(table -> text.append(table.markdown()));
        charts.forEach(
                chart -> text.append("![%s](%s.svg)\n\n".formatted(chart.title(), chart.file())));
        if (!commands.isEmpty()) {
            text.append("Command lines:\n\n```\n");
            commands.forEach(command -> text.append(command).append("\n"));
            text.append("```\n\n");
        }
        return text.toString();
    }
}
