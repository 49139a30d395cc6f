package dev.gatehouse.broker.egress;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The fields of a message that a proxy passes on. Left behind are those of one hop (RFC 9110,
/// 7.6.1), those the Connection field names, everything `Proxy-*` and `Gatehouse-*`, and what
/// frames the body: whoever sends the message on says that anew.
final class EndToEnd {
    private static final Set<String> ONE_HOP =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private EndToEnd() {}

    static HttpHeaders of(HttpHeaders received) {
        Set<String> dropped = new HashSet<>(ONE_HOP);
        for (String value : received.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                dropped.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        HttpHeaders passed = new DefaultHttpHeaders();
        for (Map.Entry<String, String> field : received) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (!dropped.contains(name)
                    && !name.startsWith("proxy-")
                    && !name.startsWith("gatehouse-")) {
                passed.add(field.getKey(), field.getValue());
            }
        }
        return passed;
    }
}
