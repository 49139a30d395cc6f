package dev.gatehouse.broker.relay.answer;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The header fields of Forgejo's answer that reach the agent: an allow-list. Left behind are,
/// above all, `Set-Cookie`, `WWW-Authenticate` (clients prompt on it), everything hop-by-hop, and
/// any `Gatehouse-*` that is not ours.
public final class AnswerHeaders {
    private static final Set<String> ALLOWED =
            Set.of(
                    "accept-ranges",
                    "allow",
                    "cache-control",
                    "content-disposition",
                    "content-language",
                    "content-range",
                    "content-type",
                    "date",
                    "etag",
                    "last-modified",
                    "retry-after",
                    "vary",
                    "x-forgejo-object-type",
                    "x-gitea-object-type",
                    "x-hasmore",
                    "x-page",
                    "x-pagecount",
                    "x-perpage",
                    "x-total",
                    "x-total-count");

    private final ForgeOrigin origin;
    private final String base;

    /// @param base what Forgejo's address is for the agent; may be empty
    public AnswerHeaders(ForgeOrigin origin, String base) {
        this.origin = origin;
        this.base = base;
    }

    public HttpHeaders of(HttpHeaders upstream) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (Map.Entry<String, String> field : upstream) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (ALLOWED.contains(name)) {
                headers.add(name, field.getValue());
            } else if (name.equals("link")) {
                headers.add(name, origin.strip(field.getValue(), base));
            }
        }
        return headers;
    }
}
