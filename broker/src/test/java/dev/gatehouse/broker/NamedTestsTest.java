package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that claim something name the tests that hold it, as `XTest` or `XTest#method`. Nobody
/// renames a test and a claim together unless told.
class NamedTestsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT|Properties))(?:#([A-Za-z0-9]+))?`");
    private static final int PITFALLS = 18;

    private static Map<String, List<Path>> sources;

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> trees =
                    modules.map(module -> module.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .toList();
            sources =
                    trees.stream()
                            .flatMap(NamedTestsTest::javaFiles)
                            .collect(
                                    Collectors.groupingBy(file ->
                                            file.getFileName().toString().replace(".java", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "SECURITY.md",
                "docs/threat-model.md",
                "docs/invariants.md",
                "docs/faults.md"
            })
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Matcher names = NAMED.matcher(Files.readString(ROOT.resolve(page)));
        int found = 0;
        while (names.find()) {
            found++;
            assertThat(sources).as("%s names %s", page, names.group()).containsKey(names.group(1));
            if (names.group(2) != null) {
                assertThat(sources.get(names.group(1)))
                        .as("%s names %s", page, names.group())
                        .anyMatch(file -> declares(file, names.group(2)));
            }
        }
        assertThat(found).as("the page names tests").isPositive();
    }

    @Test
    void everyPitfallHasARowWithATest() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/threat-model.md"));

        for (int pitfall = 1; pitfall <= PITFALLS; pitfall++) {
            String row = "| P" + pitfall + " |";
            assertThat(lines.stream().filter(line -> line.startsWith(row)))
                    .as(row)
                    .singleElement()
                    .satisfies(
                            line -> assertThat(NAMED.matcher(line).results()).as(row).isNotEmpty());
        }
    }

    private static boolean declares(Path file, String method) {
        try {
            return Files.readString(file).contains("void " + method + "(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> javaFiles(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
