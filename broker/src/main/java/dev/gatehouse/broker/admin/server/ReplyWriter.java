package dev.gatehouse.broker.admin.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A reply as HTTP. The connection ends with it.
final class ReplyWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final byte[] NOTHING = {};

    private ReplyWriter() {}

    static FullHttpResponse response(Reply reply) {
        return switch (reply) {
            case Reply.Document(byte[] json) -> response(200, "application/json", json);
            case Reply.Text(String type, String text) ->
                    response(200, type, text.getBytes(StandardCharsets.UTF_8));
            case Reply.Done _ -> {
                FullHttpResponse done = response(204, "", NOTHING);
                // RFC 9110, 8.6: not with a 204.
                done.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
                yield done;
            }
            case Reply.Lines _ ->
                    throw new IllegalStateException("lines have no whole response: see LineStream");
            case Reply.Problem problem -> {
                FullHttpResponse refusal =
                        response(
                                problem.status(),
                                PROBLEM,
                                JSON.writeValueAsBytes(members(problem)));
                if (!problem.allow().isEmpty()) {
                    refusal.headers()
                            .set(HttpHeaderNames.ALLOW, String.join(", ", problem.allow()));
                }
                yield refusal;
            }
            case Reply.Problems(Reply.Problem problem, List<String> problems) -> {
                Map<String, Object> members = members(problem);
                members.put("problems", problems);
                yield response(problem.status(), PROBLEM, JSON.writeValueAsBytes(members));
            }
        };
    }

    private static FullHttpResponse response(int status, String type, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(status),
                        Unpooled.wrappedBuffer(body));
        if (!type.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        }
        response.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    private static Map<String, Object> members(Reply.Problem problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase());
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("remedy", problem.remedy());
        return document;
    }
}
