package dev.gatehouse.broker.egress;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/// The heads that go on, made anew from those that came.
final class ForwardHeads {
    private static final int HTTP_PORT = 80;

    private ForwardHeads() {}

    /// The Host is that of the URL, whatever the client sent (RFC 9112, 3.2.2).
    static HttpRequest request(HttpRequest received, ProxyRequest.Forward forward) {
        HttpHeaders headers = EndToEnd.of(received.headers());
        headers.set(
                        HttpHeaderNames.HOST,
                        forward.target().port() == HTTP_PORT
                                ? forward.target().host().inUrl()
                                : forward.target().toString())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        String length = received.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (HttpUtil.isTransferEncodingChunked(received)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (length != null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, received.method(), forward.path(), headers);
    }

    /// A body without a length goes in chunks.
    static HttpResponse answer(HttpResponse received, ProxyRequest.Forward forward) {
        HttpHeaders headers = EndToEnd.of(received.headers());
        int status = received.status().code();
        boolean bodiless = forward.method().equals("HEAD") || status == 204 || status == 304;
        String length = received.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else if (!bodiless) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers);
    }
}
