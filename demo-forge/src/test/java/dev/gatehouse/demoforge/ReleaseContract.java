package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Releases from draft to deletion, and their assets.
interface ReleaseContract extends ForgeCalls {

    @Test
    default void walksAReleaseFromADraftToTheLatest() throws Exception {
        String tag = ForgeContract.fresh();
        JsonNode draft =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/releases",
                        "{\"tag_name\":\"%s\",\"draft\":true,\"body\":\"notes\"}".formatted(tag));
        String path = HOOKS + "/releases/" + draft.get("id").asLong();
        ask("dev-bot", 404, "GET", HOOKS + "/tags/" + tag, "");
        JsonNode published =
                ask("dev-bot", 200, "PATCH", path, "{\"draft\":false,\"name\":\"" + tag + "\"}");
        assertThat(published.get("body").asString()).as("what was not said").isEqualTo("notes");
        get("dev-bot", HOOKS + "/tags/" + tag);
        assertThat(get("dev-bot", HOOKS + "/releases/latest").get("tag_name").asString())
                .isEqualTo(tag);
        assertThat(get("dev-bot", HOOKS + "/releases?q=" + tag)).hasSize(1);
        ask("dev-bot", 204, "DELETE", HOOKS + "/releases/tags/" + tag, "{}");
        ask("dev-bot", 404, "GET", path, "");
        get("dev-bot", HOOKS + "/tags/" + tag);
    }

    @Test
    default void keepsTheAssetsOfARelease() throws Exception {
        JsonNode release =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/releases",
                        "{\"tag_name\":\"%s\",\"prerelease\":true}"
                                .formatted(ForgeContract.fresh()));
        String assets = HOOKS + "/releases/" + release.get("id").asLong() + "/assets";
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        Reply made =
                dev.send(
                        dev.request("api/v1/" + assets + "?name=tool.txt")
                                .header("Content-Type", "multipart/form-data; boundary=edge")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "--edge\r\nContent-Disposition: form-data;"
                                                        + " name=\"attachment\"; filename=\"x\"\r\n"
                                                        + "\r\na tool\r\n--edge--\r\n")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        SpecCheck.check("POST", "/" + assets, made);
        assertThat(dev.get("attachments/" + made.json().get("uuid").asString()).text())
                .isEqualTo("a tool");
        String asset = assets + "/" + made.json().get("id").asLong();
        ask("dev-bot", 201, "PATCH", asset, "{\"name\":\"tool2.txt\"}");
        assertThat(get("dev-bot", asset).get("name").asString()).isEqualTo("tool2.txt");
        assertThat(get("dev-bot", assets)).hasSize(1);
        ask("dev-bot", 204, "DELETE", asset, "{}");
        ask("dev-bot", 404, "GET", asset, "");
    }
}
