package dev.gatehouse.broker.tool.release;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A release as tools show it, out of the forge's.
final class ReleaseData {
    private ReleaseData() {}

    /// @param release the forge's
    static ObjectNode of(JsonNode release) {
        ObjectNode data = Forge.object();
        data.put("id", release.path("id").asLong(0));
        data.put("tagName", release.path("tag_name").asString(""));
        data.put("name", release.path("name").asString(""));
        data.put("isDraft", release.path("draft").asBoolean(false));
        data.put("isPrerelease", release.path("prerelease").asBoolean(false));
        data.put("targetCommitish", release.path("target_commitish").asString(""));
        data.put("author", release.path("author").path("login").asString(""));
        data.put("createdAt", release.path("created_at").asString(""));
        data.put("publishedAt", release.path("published_at").asString(""));
        ArrayNode assets = data.putArray("assets");
        release.path("assets").forEach(asset -> assets.add(asset(asset)));
        data.put("url", release.path("html_url").asString(""));
        data.put("body", release.path("body").asString(""));
        return data;
    }

    private static ObjectNode asset(JsonNode asset) {
        ObjectNode data = Forge.object();
        data.put("id", asset.path("id").asLong(0));
        data.put("name", asset.path("name").asString(""));
        data.put("size", asset.path("size").asLong(0));
        data.put("downloadCount", asset.path("download_count").asLong(0));
        data.put("uuid", asset.path("uuid").asString(""));
        data.put("isExternal", asset.path("type").asString("").equals("external"));
        data.put("url", asset.path("browser_download_url").asString(""));
        return data;
    }

    static View table(List<ObjectNode> releases, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode release : releases) {
            rows.add(
                    List.of(
                            release.path("tagName").asString(),
                            release.path("name").asString(),
                            kind(release),
                            Integer.toString(release.path("assets").size()),
                            Age.of(release.path("publishedAt").asString(), now)));
        }
        return new View.Table(
                List.of("TAG", "TITLE", "KIND", "FILES", "PUBLISHED"), rows, "no releases");
    }

    private static String kind(ObjectNode release) {
        if (release.path("isDraft").asBoolean()) {
            return "draft";
        }
        return release.path("isPrerelease").asBoolean() ? "pre-release" : "release";
    }

    static View card(ObjectNode release, Instant now) {
        String files =
                release.path("assets")
                        .valueStream()
                        .map(asset ->
                                asset.path("name").asString()
                                        + " ("
                                        + asset.path("size").asLong()
                                        + " bytes)")
                        .collect(Collectors.joining(", "));
        return new View.Card(
                release.path("tagName").asString() + " " + release.path("name").asString(),
                List.of(
                        new Fact("kind", kind(release)),
                        new Fact(
                                "author",
                                release.path("author").asString()
                                        + ", "
                                        + Age.of(release.path("publishedAt").asString(), now)),
                        new Fact("target", release.path("targetCommitish").asString()),
                        new Fact("files", files),
                        new Fact("url", release.path("url").asString())),
                release.path("body").asString());
    }
}
