package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What issues are sorted by: labels and milestones.
interface PlanContract extends ForgeCalls {

    @Test
    default void walksALabelThroughItsLife() throws Exception {
        String name = ForgeContract.fresh();
        JsonNode made =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/labels",
                        "{\"name\":\"%s\",\"color\":\"#00aabb\",\"description\":\"d\"}"
                                .formatted(name));
        assertThat(made.get("color").asString()).isEqualTo("00aabb");
        String path = HOOKS + "/labels/" + made.get("id").asLong();
        String issue = newIssue("dev-bot", "labelled");
        ask("dev-bot", 200, "POST", issue + "/labels", "{\"labels\":[\"" + name + "\"]}");
        ask("dev-bot", 200, "PATCH", path, "{\"name\":\"" + name + "2\",\"exclusive\":true}");
        JsonNode label = get("dev-bot", issue).at("/labels/0");
        assertThat(label.get("name").asString()).as("issues follow").isEqualTo(name + "2");
        assertThat(label.get("description").asString()).as("what was not said").isEqualTo("d");
        ask("dev-bot", 422, "PATCH", path, "{\"color\":\"no colour\"}");
        ask("dev-bot", 204, "DELETE", path, "{}");
        ask("dev-bot", 404, "GET", path, "");
        assertThat(get("dev-bot", issue).get("labels")).as("nothing has it any more").isEmpty();
        ask("mallory", 403, "POST", "repos/charles/lib-parser/labels", "{\"name\":\"a\"}");
    }

    @Test
    default void walksAMilestoneThroughItsLife() throws Exception {
        String title = ForgeContract.fresh();
        JsonNode made =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/milestones",
                        "{\"title\":\"%s\",\"due_on\":\"2027-03-04T05:06:07Z\"}".formatted(title));
        long id = made.get("id").asLong();
        assertThat(made.get("due_on").asString()).startsWith("2027-03-04T05:06:07");
        String path = HOOKS + "/milestones/" + id;
        assertThat(get("dev-bot", HOOKS + "/milestones/" + title).get("id").asLong())
                .as("by its title")
                .isEqualTo(id);
        String issue = newIssue("dev-bot", "planned");
        ask("dev-bot", 201, "PATCH", issue, "{\"milestone\":" + id + "}");
        assertThat(get("dev-bot", issue).at("/milestone/title").asString()).isEqualTo(title);
        assertThat(get("dev-bot", HOOKS + "/issues?milestones=" + title)).hasSize(1);
        JsonNode closed = ask("dev-bot", 200, "PATCH", path, "{\"state\":\"closed\"}");
        assertThat(closed.get("closed_at").isNull()).isFalse();
        assertThat(get("dev-bot", HOOKS + "/milestones?state=open&name=" + title)).isEmpty();
        assertThat(get("dev-bot", HOOKS + "/milestones?name=" + title))
                .as("without a state, all")
                .hasSize(1);
        ask("dev-bot", 204, "DELETE", path, "{}");
        ask("dev-bot", 404, "GET", path, "");
        assertThat(get("dev-bot", issue).get("milestone").isNull()).isTrue();
    }
}
