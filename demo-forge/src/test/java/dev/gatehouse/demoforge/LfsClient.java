package dev.gatehouse.demoforge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Speaks LFS to one repository, with any `Authorization` header or none.
record LfsClient(URI lfs, Optional<String> authorization) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String MEDIA_TYPE = "application/vnd.git-lfs+json";

    /// As git does it: the token as Basic password, here of a user without a name.
    static LfsClient basic(TestingForge forge, String token, String repository) {
        return new LfsClient(lfs(forge, repository), Optional.of(basic(token)));
    }

    static LfsClient of(TestingForge forge, String user, String repository) {
        return basic(forge, forge.token(user), repository);
    }

    static LfsClient anonymous(TestingForge forge, String repository) {
        return new LfsClient(lfs(forge, repository), Optional.empty());
    }

    static LfsClient scheme(TestingForge forge, String scheme, String user, String repository) {
        return new LfsClient(lfs(forge, repository), Optional.of(scheme + " " + forge.token(user)));
    }

    private static URI lfs(TestingForge forge, String repository) {
        return forge.url().resolve(repository + "/info/lfs/");
    }

    static String basic(String token) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
    }

    static String oid(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String pointer(String content) {
        return "{\"oid\":\"%s\",\"size\":%d}".formatted(oid(content), content.length());
    }

    Reply batch(String operation, String content) throws IOException, InterruptedException {
        return post(
                "objects/batch",
                "{\"operation\":\"%s\",\"transfers\":[\"basic\"],\"objects\":[%s]}"
                        .formatted(operation, pointer(content)));
    }

    Reply upload(String content) throws IOException, InterruptedException {
        return put(content, content);
    }

    /// Sends `sent` as the object whose content is `promised`.
    Reply put(String promised, String sent) throws IOException, InterruptedException {
        return send(
                request("objects/" + oid(promised) + "/" + promised.length())
                        .PUT(HttpRequest.BodyPublishers.ofString(sent)));
    }

    Reply download(String content) throws IOException, InterruptedException {
        return send(request("objects/" + oid(content)));
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return post(path, MEDIA_TYPE, json);
    }

    Reply post(String path, String accept, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Accept", accept)
                        .header("Content-Type", MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", MEDIA_TYPE));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(lfs.resolve(path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    static Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response);
    }
}
