package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.TestingLine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssigneesTest {
    private static final JsonNode ISSUE =
            new JsonMapper()
                    .readTree("{\"assignees\": [{\"login\": \"boss\"}, {\"login\": \"Dev-Bot\"}]}");

    @Test
    void keepsThoseWhoAreNotNamed() {
        assertThat(changed(List.of("new"), List.of())).containsExactly("boss", "Dev-Bot", "new");
        assertThat(changed(List.of(), List.of("boss"))).containsExactly("Dev-Bot");
    }

    @Test
    void knowsAnAccountHoweverItIsWritten() {
        assertThat(changed(List.of("@me", "BOSS"), List.of())).containsExactly("boss", "Dev-Bot");
        assertThat(changed(List.of(), List.of("@me"))).containsExactly("boss");
    }

    @Test
    void takesNobodyForAList() {
        JsonNode none = new JsonMapper().readTree("{\"assignees\": null}");

        assertThat(
                        Assignees.changed(
                                none, List.of(), List.of("boss"), new TestingLine().use(Map.of())))
                .isEmpty();
    }

    private static List<String> changed(List<String> added, List<String> removed) {
        return Assignees.changed(ISSUE, added, removed, new TestingLine().use(Map.of()))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
