package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.PackageVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Packages and their files as Forgejo's JSON.
final class PackageViews {
    private final Views views;

    PackageViews(Views views) {
        this.views = views;
    }

    JsonNode summary(PackageVersion found) {
        ObjectNode view = Json.object().put("id", found.id());
        view.set("owner", views.user(found.owner()));
        view.set(
                "repository",
                found.repository()
                        .filter(views::sees)
                        .map(repository -> (JsonNode) views.repository(repository))
                        .orElse(Json.object().nullNode()));
        view.set("creator", views.user(found.creator()));
        return view.put("type", found.type())
                .put("name", found.name())
                .put("version", found.version())
                .put("created_at", found.createdAt().toString())
                .put(
                        "html_url",
                        "%s/-/packages/%s/%s/%s"
                                .formatted(
                                        views.links().html(found.owner()),
                                        found.type(),
                                        found.name(),
                                        found.version()));
    }

    /// Forgejo writes `Size` so.
    static JsonNode file(PackageVersion.File file) {
        byte[] content = file.content().toArray();
        return Json.object()
                .put("id", file.id())
                .put("Size", content.length)
                .put("name", file.name())
                .put("md5", hash("MD5", content))
                .put("sha1", hash("SHA-1", content))
                .put("sha256", hash("SHA-256", content))
                .put("sha512", hash("SHA-512", content));
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
