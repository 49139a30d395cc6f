package dev.gatehouse.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Everything that one run measured.
///
/// @param quick whether it only tried that all still works; its figures then say nothing
public record Report(Machine machine, boolean quick, List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    /// Leaves `report.md`, `report.json` and the charts in a directory.
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.md"), markdown());
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(directory.resolve("report.json"), this);
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                Files.writeString(directory.resolve(chart.file() + ".svg"), chart.svg());
            }
        }
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Measurements\n\n");
        if (quick) {
            text.append(
                    "A quick run, which shows that all still works: the figures say nothing.\n\n");
        }
        text.append(machine.markdown());
        sections.forEach(section -> text.append(section.markdown()));
        return text.toString();
    }
}
