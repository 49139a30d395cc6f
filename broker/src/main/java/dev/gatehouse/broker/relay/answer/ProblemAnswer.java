package dev.gatehouse.broker.relay.answer;

import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A refusal as RFC 9457 problem document, with `message` beside it: what Forgejo's clients print.
public final class ProblemAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private ProblemAnswer() {}

    static FullHttpResponse of(Refusal refusal, Optional<Duration> retryAfter) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(refusal.code().httpStatus()),
                        Unpooled.wrappedBuffer(document(refusal)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HeaderNames.REFUSAL, refusal.code().word())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        retryAfter.ifPresent(wait ->
                response.headers()
                        .set(
                                HttpHeaderNames.RETRY_AFTER,
                                Math.max(1, wait.plusMillis(999).toSeconds())));
        return response;
    }

    static byte[] document(Refusal refusal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", refusal.code().type());
            json.writeStringProperty("title", refusal.code().title());
            json.writeNumberProperty("status", refusal.code().httpStatus());
            json.writeStringProperty("detail", refusal.detail());
            json.writeStringProperty("code", refusal.code().word());
            json.writeStringProperty("rule", refusal.rule());
            json.writeStringProperty("remedy", refusal.remedy());
            json.writeStringProperty("retry", refusal.code().retry().word());
            json.writeStringProperty(
                    "message", "gatehouse: " + refusal.detail() + "; " + refusal.remedy());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
