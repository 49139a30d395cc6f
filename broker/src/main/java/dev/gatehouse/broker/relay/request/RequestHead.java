package dev.gatehouse.broker.relay.request;

import dev.gatehouse.protocol.HeaderNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What the broker reads from the head of an agent's request.
///
/// @param bodyBytes the announced length; none where the body comes in chunks
public record RequestHead(
        String method,
        String target,
        HttpHeaders headers,
        boolean hasBody,
        OptionalLong bodyBytes,
        boolean keepAlive) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");
    private static final Pattern BASE =
            Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1\\]):[0-9]{1,5}");

    public static RequestHead of(HttpRequest request) {
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        long length = chunked ? 0 : HttpUtil.getContentLength(request, 0L);
        return new RequestHead(
                request.method().name(),
                request.uri(),
                request.headers(),
                chunked || length > 0,
                chunked ? OptionalLong.empty() : OptionalLong.of(length),
                HttpUtil.isKeepAlive(request));
    }

    /// The same request, as the last one of its connection.
    public RequestHead asLast() {
        return new RequestHead(method, target, headers, hasBody, bodyBytes, false);
    }

    /// The media type in lower case, without parameters; empty where none is given.
    public String mediaType() {
        String value = contentType();
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    }

    /// What the client calls this broker; a neutral name where it says nothing usable.
    public String host() {
        String host = headers.get(HttpHeaderNames.HOST, "");
        return HOST.matcher(host).matches() ? host : "gatehouse";
    }

    /// Where the client believes the forge to be: a port of its own loopback; empty where it asks
    /// the broker itself.
    public String base() {
        return headers.get(HeaderNames.BASE, "");
    }

    /// Whether [#base] is what it may be.
    public boolean isBaseSound() {
        return base().isEmpty() || BASE.matcher(base()).matches();
    }

    public boolean isEncoded() {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    boolean isGzip() {
        return "gzip".equalsIgnoreCase(headers.get(HttpHeaderNames.CONTENT_ENCODING));
    }

    public boolean expectsContinue() {
        return expectation().filter("100-continue"::equalsIgnoreCase).isPresent();
    }

    Optional<String> expectation() {
        return Optional.ofNullable(headers.get(HttpHeaderNames.EXPECT));
    }
}
