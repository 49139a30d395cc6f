package dev.gatehouse.broker.upstream.model;

import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelHeaders;
import dev.gatehouse.broker.model.ModelRoute;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The request head that goes to a model's API: the decided route, the client's header fields of an
/// allow-list, and the key, set last. Whatever the client takes for a key stays behind.
final class ModelHead {
    private static final AsciiString API_KEY = AsciiString.cached("x-api-key");
    private static final AsciiString BETA = AsciiString.cached("anthropic-beta");

    /// Without it the Messages API takes no OAuth token (as Claude Code sends it).
    private static final String OAUTH_BETA = "oauth-2025-04-20";

    private static final byte[] OAUTH_PREFIX = ascii("sk-ant-oat");
    private static final byte[] BEARER = ascii("Bearer ");

    private ModelHead() {}

    static OutboundHead of(
            ModelApi api,
            ModelRoute.Call call,
            HttpHeaders client,
            RequestBody body,
            UpstreamSettings settings,
            Loan key) {
        HttpRequest request = anonymous(call, client, body, settings);
        return key.use(bytes -> {
            if (api == ModelApi.ANTHROPIC && !isOAuth(bytes)) {
                return OutboundHead.with(request, API_KEY, bytes.clone());
            }
            if (api == ModelApi.ANTHROPIC) {
                addBeta(request.headers());
            }
            byte[] value = Arrays.copyOf(BEARER, BEARER.length + bytes.length);
            System.arraycopy(bytes, 0, value, BEARER.length, bytes.length);
            return OutboundHead.with(request, HttpHeaderNames.AUTHORIZATION, value);
        });
    }

    /// For a server that wants no key.
    static OutboundHead withoutKey(
            ModelRoute.Call call, HttpHeaders client, RequestBody body, UpstreamSettings settings) {
        return OutboundHead.anonymous(anonymous(call, client, body, settings));
    }

    private static HttpRequest anonymous(
            ModelRoute.Call call, HttpHeaders client, RequestBody body, UpstreamSettings settings) {
        HttpRequest request =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(call.operation().method().name()),
                        settings.pathPrefix() + call.target());
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, settings.authority());
        for (Map.Entry<String, String> field : client) {
            if (ModelHeaders.goOn(field.getKey().toLowerCase(Locale.ROOT))) {
                headers.add(field.getKey(), field.getValue());
            }
        }
        headers.remove(HttpHeaderNames.CONTENT_TYPE);
        // Answers are scanned for keys and read for usage, which a compressed one would hide.
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        if (body instanceof RequestBody.None && !request.method().equals(HttpMethod.GET)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        }
        OutboundHead.frame(headers, body);
        return request;
    }

    private static void addBeta(HttpHeaders headers) {
        List<String> betas = new ArrayList<>(headers.getAll(BETA));
        if (betas.stream().noneMatch(value -> value.contains(OAUTH_BETA))) {
            betas.add(OAUTH_BETA);
        }
        headers.set(BETA, String.join(",", betas));
    }

    /// What a login gives, wherever it is kept; a key of the API's console begins otherwise.
    private static boolean isOAuth(byte[] key) {
        return key.length > OAUTH_PREFIX.length
                && Arrays.equals(key, 0, OAUTH_PREFIX.length, OAUTH_PREFIX, 0, OAUTH_PREFIX.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
