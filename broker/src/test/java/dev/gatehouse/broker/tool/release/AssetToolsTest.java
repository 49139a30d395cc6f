package dev.gatehouse.broker.tool.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `forge release download`, from a release whose files have any names.
class AssetToolsTest {
    @Test
    void downloadsTheFilesThatFit() throws ToolFailure {
        String release = release(asset("a.zip", "attachment"), asset("b.txt", "attachment"));

        assertThat(download(release, Map.of()).steps()).hasSize(2);
        assertThat(download(release, Map.of("pattern", List.of("*.zip"), "dir", "out")).steps())
                .containsExactly(new Step.Download("/attachments/0f-a.zip", "out/a.zip"));
        assertThatThrownBy(() -> download(release, Map.of("pattern", List.of("*.jar"))))
                .hasMessageContaining("it has: a.zip, b.txt");
    }

    @Test
    void leavesOutWhatIsNotOnTheForge() throws ToolFailure {
        ToolResult result = download(release(asset("a.zip", "external")), Map.of());

        assertThat(result.steps()).isEmpty();
        assertThat(result.note())
                .hasValueSatisfying(note ->
                        assertThat(note).contains("a.zip (https://elsewhere.example.org/a.zip)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../hook",
                ".git/hooks/pre-commit",
                "/etc/passwd",
                "..",
                ".",
                "-",
                "-rf",
                ".gitattributes",
                "a\\\\b",
                "a\\nb"
            })
    void doesNotWriteWhereTheNameLeads(String name) {
        assertThatThrownBy(() -> download(release(asset(name, "attachment")), Map.of()))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("is no name for a file here");
    }

    private static String asset(String name, String type) {
        return """
        {"id": 1, "name": "%1$s", "type": "%2$s", "uuid": "0f-%1$s",
         "browser_download_url": "https://elsewhere.example.org/%1$s"}
        """
                .formatted(name, type);
    }

    private static String release(String... assets) {
        return "{\"id\": 5, \"tag_name\": \"v1\", \"assets\": [" + String.join(",", assets) + "]}";
    }

    private static ToolResult download(String release, Map<String, Object> arguments)
            throws ToolFailure {
        return new TestingLine()
                .answering("GET repos/charles/lib/releases/latest", release)
                .run(AssetTools.all(), "download", arguments);
    }
}
