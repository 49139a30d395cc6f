package dev.gatehouse.demoforge.misbehaviour;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Makes and spoils answers.
final class Spoil {
    private Spoil() {}

    static void fill(OutputStream out, long bytes) throws IOException {
        var block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        for (long left = bytes; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
    }

    static Answer echo(Misbehaviour.EchoesCredential echo, Request request) {
        String header = request.header("Authorization").orElse("");
        String token = tokenOf(header);
        var document = Json.object();
        echo.disguises().stream()
                .sorted(Comparator.naturalOrder())
                .forEach(disguise ->
                        document.put(
                                disguise.name().toLowerCase(Locale.ROOT),
                                disguise.of(header, token)));
        Answer answer = Answer.json(200, document);
        for (Disguise disguise : echo.disguises()) {
            answer = answer.with("X-Echo", disguise.of(header, token));
        }
        return echo.dripping() ? answer.with(dripped(Json.bytes(document), Duration.ZERO)) : answer;
    }

    /// The token in an `Authorization` header, be it the password or the user name of Basic.
    static String tokenOf(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            return "";
        }
        if (!parts[0].equalsIgnoreCase("basic")) {
            return parts[1];
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(parts[1].strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return parts[1];
        }
    }

    static Answer drip(Answer answer, Duration perByte) throws IOException {
        return answer.with(dripped(contentOf(answer), perByte));
    }

    private static Answer.Body dripped(byte[] content, Duration perByte) {
        return new Answer.Streamed(out -> {
            for (byte one : content) {
                sleep(perByte);
                out.write(one);
                out.flush();
            }
        });
    }

    /// The server closes a connection whose promised length was not written.
    static Answer cut(Answer answer, int bytes) throws IOException {
        byte[] content = contentOf(answer);
        return answer.with(
                new Answer.Declared(
                        Math.max(content.length, bytes + 1L),
                        out -> {
                            out.write(content, 0, Math.min(bytes, content.length));
                            out.flush();
                        }));
    }

    static Answer gzip(Answer answer) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(contentOf(answer));
        }
        return answer.with("Content-Encoding", "gzip")
                .with(new Answer.Bytes(Content.of(zipped.toByteArray())));
    }

    static byte[] contentOf(Answer answer) throws IOException {
        var content = new ByteArrayOutputStream();
        switch (answer.body()) {
            case Answer.NoBody() -> {}
            case Answer.Bytes(var bytes) -> bytes.writeTo(content);
            case Answer.Streamed(var source) -> source.writeTo(content);
            case Answer.Declared(long bytes, var source) -> source.writeTo(content);
        }
        return content.toByteArray();
    }

    static void sleep(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the forge was closed while it was slow");
        }
    }
}
