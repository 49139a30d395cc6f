package dev.gatehouse.broker.upstream.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.Arrays;

/// A request head that is ready to go, its credential set last.
public final class OutboundHead {
    private static final byte[] NOTHING = {};

    private final HttpRequest request;
    private final AsciiString field;
    private final byte[] credential;

    private OutboundHead(HttpRequest request, AsciiString field, byte[] credential) {
        this.request = request;
        this.field = field;
        this.credential = credential;
    }

    /// A head that says nothing of who asks.
    public static OutboundHead anonymous(HttpRequest request) {
        return new OutboundHead(request, AsciiString.EMPTY_STRING, NOTHING);
    }

    /// @param field the header that carries the credential
    /// @param credential its value; the head wipes it
    public static OutboundHead with(HttpRequest request, AsciiString field, byte[] credential) {
        request.headers().set(field, new AsciiString(credential, false));
        return new OutboundHead(request, field, credential);
    }

    /// Says in the head how the body comes.
    public static void frame(HttpHeaders headers, RequestBody body) {
        switch (body) {
            case RequestBody.None none -> {}
            case RequestBody.Whole whole -> {
                headers.set(HttpHeaderNames.CONTENT_TYPE, whole.contentType());
                headers.setInt(HttpHeaderNames.CONTENT_LENGTH, whole.bytes().length);
            }
            case RequestBody.Streamed streamed -> {
                headers.set(HttpHeaderNames.CONTENT_TYPE, streamed.contentType());
                if (streamed.length().isPresent()) {
                    headers.set(
                            HttpHeaderNames.CONTENT_LENGTH,
                            Long.toString(streamed.length().getAsLong()));
                } else {
                    headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
                }
            }
        }
    }

    HttpRequest request() {
        return request;
    }

    /// Forgets the credential; once the head is encoded nothing needs it.
    void wipe() {
        if (!field.isEmpty()) {
            request.headers().remove(field);
            Arrays.fill(credential, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return request.method() + " (head with a credential)";
    }
}
