package dev.gatehouse.demoforge.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What goes back: status, headers in order, body.
public record Answer(int status, List<Header> headers, Body body) {

    /// One header line.
    public record Header(String name, String value) {}

    /// What an answer carries.
    public sealed interface Body {}

    /// No body and no length, for 204 and redirects.
    public record NoBody() implements Body {}

    /// A body of known content.
    public record Bytes(Content content) implements Body {}

    /// A body written while it is made; sent chunked.
    public record Streamed(Source source) implements Body {}

    /// A body that promises `declaredBytes` and writes what `source` writes: not always the same.
    public record Declared(long declaredBytes, Source source) implements Body {}

    /// Writes a body.
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer json(int status, JsonNode node) {
        return bytes(status, "application/json;charset=utf-8", Content.of(Json.text(node) + "\n"))
                .with("Cache-Control", "max-age=0, private, must-revalidate")
                .with("X-Content-Type-Options", "nosniff");
    }

    public static Answer text(int status, String text) {
        return bytes(status, "text/plain;charset=utf-8", Content.of(text));
    }

    public static Answer bytes(int status, String contentType, Content content) {
        return new Answer(
                status, List.of(new Header("Content-Type", contentType)), new Bytes(content));
    }

    public static Answer empty(int status) {
        return new Answer(status, List.of(), new NoBody());
    }

    public static Answer streamed(int status, String contentType, Source source) {
        return new Answer(
                status, List.of(new Header("Content-Type", contentType)), new Streamed(source));
    }

    /// Forgejo's error document; a 404 has a list of further errors, always empty here.
    public static Answer refusal(Refusal refusal, String rootUrl) {
        var document =
                Json.object().put("message", refusal.text()).put("url", rootUrl + "api/swagger");
        if (refusal.status() == 404) {
            document.putArray("errors");
        }
        return json(refusal.status(), document);
    }

    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    public Answer with(Body other) {
        return new Answer(status, headers, other);
    }
}
