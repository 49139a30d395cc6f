package dev.gatehouse.demoforge.http;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request as it stands on the wire: `target` is what the request line said, undecoded.
public record Request(String method, String target, Headers headers, InputStream body) {

    /// The target up to the question mark, still percent-encoded.
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// What follows the question mark, still percent-encoded; empty without one.
    public String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /// The decoded query in the order of the wire.
    public FormValues query() {
        return FormValues.parse(rawQuery());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /// The same head with another body.
    public Request with(InputStream other) {
        return new Request(method, target, headers, other);
    }

    /// The path in parts, as Forgejo routes it: on the escaped form, repeated and trailing slashes
    /// dropped, dot segments kept, each part decoded once.
    public List<String> segments() throws Refusal {
        var segments = new ArrayList<String>();
        for (String raw : path().split("/", -1)) {
            if (!raw.isEmpty()) {
                segments.add(Percent.decode(raw));
            }
        }
        return List.copyOf(segments);
    }
}
