package dev.gatehouse.broker.relay.model;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The header fields of a model's answer that reach the agent: an allow-list. Left behind are,
/// above all, `Set-Cookie`, `WWW-Authenticate`, everything hop-by-hop, and what names the
/// operator's organization.
final class ModelAnswerHeaders {
    private static final Set<String> NAMES =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-type",
                    "date",
                    "etag",
                    "last-modified",
                    "openai-model",
                    "openai-processing-ms",
                    "openai-version",
                    "request-id",
                    "retry-after",
                    "retry-after-ms",
                    "x-request-id",
                    "x-should-retry");
    private static final List<String> PREFIXES = List.of("anthropic-ratelimit-", "x-ratelimit-");

    private ModelAnswerHeaders() {}

    static HttpHeaders of(HttpHeaders upstream) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (Map.Entry<String, String> field : upstream) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                headers.add(name, field.getValue());
            }
        }
        return headers;
    }
}
