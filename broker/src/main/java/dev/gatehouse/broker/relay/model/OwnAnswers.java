package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.model.ModelProblem;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// What the broker itself answers where an agent asks for its model.
final class OwnAnswers {
    private OwnAnswers() {}

    /// To a client that looks whether somebody is there.
    static FullHttpResponse probe() {
        return response(HttpResponseStatus.OK, new byte[0]);
    }

    static FullHttpResponse whoami(byte[] json) {
        FullHttpResponse response = response(HttpResponseStatus.OK, json);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json;charset=utf-8");
        return response;
    }

    static FullHttpResponse problem(ModelProblem problem) {
        FullHttpResponse response =
                response(HttpResponseStatus.valueOf(problem.status()), problem.body());
        problem.headers().forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }
}
