package dev.gatehouse.broker.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of `docs/doctor.md` is written from [Symptom]; with `-Dgatehouse.write=true`, here.
class DoctorPageTest {
    private static final Path PAGE = Path.of("../docs/doctor.md");
    private static final String BEGIN = "<!-- findings: written by DoctorPageTest -->\n";
    private static final String END = "<!-- end of findings -->\n";

    @Test
    void thePageHasEverySymptomWithItsRemedy() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("gatehouse.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
        }

        assertThat(Files.readString(PAGE))
                .as("docs/doctor.md is stale: run this test with -Dgatehouse.write=true")
                .contains(BEGIN + table() + END);
    }

    @ParameterizedTest
    @EnumSource
    void eachSymptomSaysWhatAndWhyAndWhatToDo(Symptom symptom) {
        assertThat(symptom.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(symptom.level()).isNotEqualTo(Level.OK);
        assertThat(symptom.what()).isNotBlank();
        assertThat(symptom.why()).isNotBlank();
        assertThat(symptom.remedy()).isNotBlank();
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| id | level | what | command to fix |\n");
        table.append("| --- | --- | --- | --- |\n");
        for (Symptom symptom : Symptom.values()) {
            table.append(
                    "| `%s` | %s | %s: %s | %s |\n"
                            .formatted(
                                    symptom.id(),
                                    symptom.level().word(),
                                    symptom.what(),
                                    symptom.why(),
                                    command(symptom.remedy())));
        }
        return table.toString();
    }

    /// Placeholders in capitals, as in a man page.
    private static String command(String remedy) {
        if (remedy.equals("{remedy}") || remedy.equals("{command}")) {
            return "as the finding says";
        }
        StringBuilder command = new StringBuilder();
        for (int at = 0; at < remedy.length(); at++) {
            char c = remedy.charAt(at);
            int end = c == '{' ? remedy.indexOf('}', at) : -1;
            if (end > 0 && remedy.substring(at + 1, end).matches("[a-z]+")) {
                command.append(remedy.substring(at + 1, end).toUpperCase(Locale.ROOT));
                at = end;
            } else {
                command.append(c);
            }
        }
        return "`" + command.toString().replace("|", "\\|") + "`";
    }
}
