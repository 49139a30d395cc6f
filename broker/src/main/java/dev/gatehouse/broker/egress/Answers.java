package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The proxy's own answers.
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int RETRY_AFTER_SECONDS = 1;

    private Answers() {}

    /// A refusal as a problem document (RFC 9457). What was refused stands in the status line too:
    /// of the answer to a CONNECT, most clients show no more.
    static FullHttpResponse refusal(Refusal refusal, ExchangeId exchange, boolean keep) {
        FullHttpResponse response =
                whole(
                        new HttpResponseStatus(
                                refusal.code().httpStatus(),
                                refusal.code().word() + ": " + refusal.detail()),
                        "application/problem+json",
                        document(json -> problem(json, refusal)),
                        exchange,
                        keep);
        response.headers().set(HeaderNames.REFUSAL, refusal.code().word());
        if (refusal.code() == RefusalCode.LIMIT) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response;
    }

    static FullHttpResponse whoAmI(Client client, ExchangeId exchange, boolean keep) {
        return whole(
                HttpResponseStatus.OK,
                "application/json",
                document(json -> whoAmI(json, client)),
                exchange,
                keep);
    }

    /// RFC 9110, 9.3.6: no length, no body.
    static FullHttpResponse connected(ExchangeId exchange) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        new HttpResponseStatus(200, "Connection established"),
                        Unpooled.EMPTY_BUFFER);
        response.headers().set(HeaderNames.EXCHANGE, exchange.value());
        return response;
    }

    private static FullHttpResponse whole(
            HttpResponseStatus status,
            String contentType,
            byte[] document,
            ExchangeId exchange,
            boolean keep) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(document));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HeaderNames.EXCHANGE, exchange.value())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, document.length);
        HttpUtil.setKeepAlive(response, keep);
        return response;
    }

    private static void problem(JsonGenerator json, Refusal refusal) {
        json.writeStringProperty("type", refusal.code().type());
        json.writeStringProperty("title", title(refusal.code()));
        json.writeNumberProperty("status", refusal.code().httpStatus());
        json.writeStringProperty("detail", refusal.detail());
        json.writeStringProperty("code", refusal.code().word());
        json.writeStringProperty("rule", refusal.rule());
        json.writeStringProperty("remedy", refusal.remedy());
        json.writeStringProperty("retry", refusal.code().retry().word());
        json.writeStringProperty(
                "message", "gatehouse: " + refusal.detail() + "; " + refusal.remedy());
    }

    /// The code's own titles speak of Forgejo.
    private static String title(RefusalCode code) {
        return switch (code) {
            case UPSTREAM_UNREACHABLE -> "The host cannot be reached";
            case UPSTREAM_TIMEOUT -> "The host did not answer in time";
            default -> code.title();
        };
    }

    private static void whoAmI(JsonGenerator json, Client client) {
        json.writeStringProperty("agent", client.agent().name().value());
        json.writeStringProperty("door", "egress");
        json.writeArrayPropertyStart("hosts");
        client.rules()
                .ifPresent(rules -> rules.hosts().forEach(host -> json.writeString(host.text())));
        json.writeEndArray();
        json.writeArrayPropertyStart("ports");
        client.rules().ifPresent(rules -> rules.ports().forEach(json::writeNumber));
        json.writeEndArray();
    }

    private static byte[] document(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
