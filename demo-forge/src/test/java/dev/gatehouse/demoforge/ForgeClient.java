package dev.gatehouse.demoforge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/// A plain HTTP client for tests: never follows redirects, adds nothing on its own.
final class ForgeClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final Optional<String> token;

    private ForgeClient(URI url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    /// One that presents `token` in the way Forgejo's documentation has it.
    static ForgeClient with(URI url, String token) {
        return new ForgeClient(url, Optional.of(token));
    }

    static ForgeClient anonymous(URI url) {
        return new ForgeClient(url, Optional.empty());
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /// Sends `json` with the right content type.
    Reply json(String method, String path, String json) throws IOException, InterruptedException {
        return body(method, path, "application/json", json);
    }

    Reply body(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response);
    }

    /// A request with the credential, to be completed.
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        token.ifPresent(value -> request.header("Authorization", "token " + value));
        return request;
    }
}
