package dev.gatehouse.demoforge;

import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a real Forgejo as any of its users, by password: that is how tokens are made.
final class PasswordClient {
    static final String PASSWORD = "Pw-12345678";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    PasswordClient(URI url) {
        api = url.resolve("api/v1/");
    }

    /// Sends JSON and reads JSON; what is not a success is an [IOException].
    JsonNode json(String user, String method, String path, JsonNode body) throws IOException {
        return send(user, method, path, "application/json", Content.of(Json.bytes(body)));
    }

    /// Puts bytes as they are; `path` is below `api/v1`, and may leave it.
    void put(String user, String path, Content content) throws IOException {
        send(user, "PUT", path, "application/octet-stream", content);
    }

    /// Uploads one file as the form field `attachment`.
    JsonNode upload(String user, String path, String fileName, Content content) throws IOException {
        String head =
                "--edge\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\""
                        + fileName
                        + "\"\r\n\r\n";
        return send(
                user,
                "POST",
                path,
                "multipart/form-data; boundary=edge",
                Content.of(head + content.text() + "\r\n--edge--\r\n"));
    }

    private JsonNode send(String user, String method, String path, String type, Content body)
            throws IOException {
        String basic =
                Base64.getEncoder()
                        .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        method
                                + " "
                                + path
                                + " as "
                                + user
                                + ": "
                                + response.statusCode()
                                + " "
                                + response.body());
            }
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return response.body().isEmpty() || !isJson
                    ? Json.object()
                    : JsonMapper.shared().readTree(response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while Forgejo was asked");
        }
    }
}
