package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.git.GitProtocol;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// The request head that goes to Forgejo. It is made from an allow-list and the decided route,
/// never by copying the agent's head and removing from it; the credential is set last.
final class ForgeHead {
    /// From the agent's request. Forgejo acts on many more (Authorization, Cookie, Sudo,
    /// X-Forgejo-OTP, Signature, X-WEBAUTH-*, X-Forwarded-*, X-HTTP-Method-Override-like ones):
    /// none goes on.
    private static final List<AsciiString> FROM_CLIENT =
            List.of(
                    HttpHeaderNames.ACCEPT,
                    HttpHeaderNames.ACCEPT_LANGUAGE,
                    HttpHeaderNames.IF_NONE_MATCH,
                    HttpHeaderNames.IF_MODIFIED_SINCE,
                    HttpHeaderNames.RANGE,
                    HttpHeaderNames.USER_AGENT);

    private static final AsciiString GIT_PROTOCOL = AsciiString.cached("Git-Protocol");
    private static final String LFS_JSON = "application/vnd.git-lfs+json";
    private static final byte[] BASIC = "Basic ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCHEME = "token ".getBytes(StandardCharsets.US_ASCII);

    private ForgeHead() {}

    /// For a call of an agent.
    static OutboundHead of(
            Admitted admitted,
            HttpHeaders client,
            RequestBody body,
            Loan loan,
            UpstreamSettings settings) {
        String target =
                switch (admitted.route()) {
                    case Route.Api api -> api.target();
                    case Route.Download download -> download.target();
                    case Route.Attachment attachment -> attachment.target();
                    case Route.Git git -> git.target();
                    case Route.Lfs lfs -> lfs.target();
                    case Route.Broker broker ->
                            throw new IllegalArgumentException(
                                    "the broker's own routes stay in the broker");
                };
        HttpRequest request = request(admitted.route().method(), target, client, body, settings);
        HttpHeaders headers = request.headers();
        switch (admitted.route()) {
            case Route.Git git when git.service() == GitService.UPLOAD_PACK ->
                    GitProtocol.version(client.get(GIT_PROTOCOL, ""))
                            .ifPresent(version -> headers.set(GIT_PROTOCOL, version));
            case Route.Lfs lfs when lfs.object().isEmpty() ->
                    headers.set(HttpHeaderNames.ACCEPT, LFS_JSON);
            default -> {}
        }
        return authorized(request, loan.use(scheme(admitted.route())));
    }

    private static Function<byte[], byte[]> scheme(Route route) {
        return route instanceof Route.Lfs ? ForgeHead::basic : ForgeHead::authorization;
    }

    /// For a question of the broker's own.
    static OutboundHead query(
            String target, HttpHeaders none, Loan loan, UpstreamSettings settings) {
        return authorized(
                request(HttpMethod.GET, target, none, new RequestBody.None(), settings),
                loan.use(ForgeHead::authorization));
    }

    /// For a question of the broker's own to git, which is asked by protocol version 2.
    static OutboundHead gitQuestion(
            GitAddress address, RequestBody body, Loan loan, UpstreamSettings settings) {
        HttpRequest request =
                request(
                        HttpMethod.POST,
                        address.path() + "/" + GitService.UPLOAD_PACK.word(),
                        EmptyHttpHeaders.INSTANCE,
                        body,
                        settings);
        request.headers().set(GIT_PROTOCOL, "version=2");
        return authorized(request, loan.use(ForgeHead::authorization));
    }

    /// For an object that another host keeps; nothing in it says who asks.
    static OutboundHead elsewhere(String target, HttpHeaders client, UpstreamSettings settings) {
        HttpRequest request =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.GET, target);
        request.headers()
                .set(HttpHeaderNames.HOST, settings.authority())
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        String range = client.get(HttpHeaderNames.RANGE);
        if (range != null) {
            request.headers().set(HttpHeaderNames.RANGE, range);
        }
        return OutboundHead.anonymous(request);
    }

    private static OutboundHead authorized(HttpRequest request, byte[] authorization) {
        return OutboundHead.with(request, HttpHeaderNames.AUTHORIZATION, authorization);
    }

    private static HttpRequest request(
            HttpMethod method,
            String target,
            HttpHeaders client,
            RequestBody body,
            UpstreamSettings settings) {
        HttpRequest request =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1,
                        io.netty.handler.codec.http.HttpMethod.valueOf(method.name()),
                        settings.pathPrefix() + target);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, settings.authority());
        for (AsciiString name : FROM_CLIENT) {
            String value = client.get(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        // Answers are scanned for the token, which a compressed one would hide.
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        if (body instanceof RequestBody.None
                && method != HttpMethod.GET
                && method != HttpMethod.HEAD) {
            // Without it Forgejo reads PATCH and DELETE fields from the query.
            headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
            headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        }
        OutboundHead.frame(headers, body);
        return request;
    }

    private static byte[] authorization(byte[] token) {
        byte[] value = Arrays.copyOf(SCHEME, SCHEME.length + token.length);
        System.arraycopy(token, 0, value, SCHEME.length, token.length);
        return value;
    }

    /// Forgejo takes nothing else for LFS. The user name is empty: any other would have the token
    /// tried as a password first (its `services/auth/method/signin.go`).
    private static byte[] basic(byte[] token) {
        byte[] plain = new byte[token.length + 1];
        plain[0] = ':';
        System.arraycopy(token, 0, plain, 1, token.length);
        byte[] encoded = Base64.getEncoder().encode(plain);
        byte[] value = Arrays.copyOf(BASIC, BASIC.length + encoded.length);
        System.arraycopy(encoded, 0, value, BASIC.length, encoded.length);
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return value;
    }
}
