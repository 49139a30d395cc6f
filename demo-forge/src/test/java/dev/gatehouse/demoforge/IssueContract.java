package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Finding issues, and what can be done with one beside writing it.
interface IssueContract extends ForgeCalls {

    private static List<String> titles(JsonNode issues) {
        return issues.valueStream().map(issue -> issue.get("title").asString()).toList();
    }

    /// Forgejo's index of issues follows with a delay.
    private void finds(String user, String path, String... titles) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (Set.copyOf(titles(get(user, path))).equals(Set.of(titles))) {
                return;
            }
            Thread.sleep(50);
        }
        assertThat(titles(get(user, path))).as(path).containsExactlyInAnyOrder(titles);
    }

    @Test
    default void findsTheIssuesAQueryAsksFor() throws Exception {
        String word = ForgeContract.fresh();
        String one = word + " one";
        String two = word + " two";
        String first = newIssue("dev-bot", one);
        String second = newIssue("reviewer-bot", two);
        ask("dev-bot", 200, "POST", first + "/labels", "{\"labels\":[\"bug\"]}");
        ask("dev-bot", 201, "PATCH", first, "{\"assignees\":[\"boss-bot\"]}");
        ask("boss-bot", 201, "PATCH", second, "{\"state\":\"closed\"}");
        String open = HOOKS + "/issues?q=" + word;
        String all = open + "&state=all";
        finds("dev-bot", open, one);
        finds("dev-bot", open + "&state=closed", two);
        finds("dev-bot", all, one, two);
        finds("dev-bot", all + "&labels=bug", one);
        finds("dev-bot", all + "&created_by=reviewer-bot", two);
        finds("dev-bot", all + "&assigned_by=boss-bot", one);
        finds("dev-bot", all + "&type=pulls");
        assertThat(get("dev-bot", all + "&limit=1")).hasSize(1);
        ask("dev-bot", 404, "GET", open + "&created_by=nobody-at-all", "");
    }

    @Test
    default void searchesAllTheIssuesOneMaySee() throws Exception {
        String search = "repos/issues/search?state=all&limit=50&q=";
        finds("dev-bot", search + "winter", "Plan for the winter");
        finds("dev-bot", search + "coins");
        String word = ForgeContract.fresh();
        newIssue("dev-bot", word);
        finds("dev-bot", search + word + "&created=true", word);
        finds("boss-bot", search + word + "&created=true");
        finds("dev-bot", search + word + "&owner=mallory");
        ask("dev-bot", 400, "GET", search + "&owner=nobody-at-all", "");
    }

    @Test
    default void givesAnIssueADueDate() throws Exception {
        String issue = newIssue("dev-bot", "due");
        JsonNode dated =
                ask("dev-bot", 201, "PATCH", issue, "{\"due_date\":\"2027-03-04T05:06:07Z\"}");
        assertThat(dated.get("due_date").asString())
                .as("the end of the day")
                .startsWith("2027-03-04T23:59:59");
        JsonNode undated = ask("dev-bot", 201, "PATCH", issue, "{\"unset_due_date\":true}");
        assertThat(undated.get("due_date").isNull()).isTrue();
    }

    @Test
    default void pinsAndDeletesOnlyForThoseWhoAdminister() throws Exception {
        String issue = newIssue("dev-bot", "pinned");
        ask("dev-bot", 403, "POST", issue + "/pin", "{}");
        ask("charles", 204, "POST", issue + "/pin", "{}");
        assertThat(titles(get("dev-bot", HOOKS + "/issues/pinned"))).contains("pinned");
        assertThat(get("dev-bot", issue).get("pin_order").asLong()).isPositive();
        ask("charles", 204, "DELETE", issue + "/pin", "{}");
        assertThat(titles(get("dev-bot", HOOKS + "/issues/pinned"))).doesNotContain("pinned");
        ask("dev-bot", 403, "DELETE", issue, "{}");
        ask("charles", 204, "DELETE", issue, "{}");
        ask("dev-bot", 404, "GET", issue, "");
        String next = newIssue("dev-bot", "next");
        assertThat(next).as("a number is not given twice").isNotEqualTo(issue);
    }

    @Test
    default void namesThoseAnIssueCanBeAssignedTo() throws Exception {
        assertThat(
                        get("dev-bot", HOOKS + "/assignees")
                                .valueStream()
                                .map(user -> user.get("login").asString()))
                .contains("charles", "dev-bot")
                .doesNotContain("mallory");
    }

    @Test
    default void keepsTheFilesOfAnIssueAndOfAComment() throws Exception {
        String issue = newIssue("dev-bot", "files");
        JsonNode comment = ask("dev-bot", 201, "POST", issue + "/comments", "{\"body\":\"b\"}");
        String ofComment = HOOKS + "/issues/comments/" + comment.get("id").asLong();
        for (String place : List.of(issue, ofComment)) {
            JsonNode made = upload(place + "/assets?name=a.txt", "text " + place);
            String path = place + "/assets/" + made.get("id").asLong();
            assertThat(get("dev-bot", place + "/assets")).hasSize(1);
            JsonNode renamed = ask("dev-bot", 201, "PATCH", path, "{\"name\":\"b.txt\"}");
            assertThat(renamed.get("name").asString()).isEqualTo("b.txt");
            Reply download =
                    ForgeClient.with(forge().url(), forge().token("dev-bot"))
                            .get("attachments/" + made.get("uuid").asString());
            assertThat(download.text()).isEqualTo("text " + place);
            ask("dev-bot", 204, "DELETE", path, "{}");
            assertThat(get("dev-bot", place + "/assets")).isEmpty();
        }
    }

    /// Uploads a file as dev-bot.
    default JsonNode upload(String path, String text) throws Exception {
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        String body =
                "--edge\r\nContent-Disposition: form-data; name=\"attachment\";"
                        + " filename=\"f.txt\"\r\n\r\n"
                        + text
                        + "\r\n--edge--\r\n";
        Reply reply =
                dev.send(
                        dev.request("api/v1/" + path)
                                .header("Content-Type", "multipart/form-data; boundary=edge")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        SpecCheck.check("POST", "/" + path, reply);
        return reply.json();
    }
}
