package dev.gatehouse.demoforge.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One request as the forge received it.
///
/// @param connection which accepted connection carried it, 1 being the first
/// @param target the request target, undecoded
/// @param headers every header line; names are found in any case, values keep their order
/// @param body what was read of the body, at most [Recording#BODY_CAP_BYTES]
/// @param bodyBytes how long the body was, as far as it was read
public record RecordedRequest(
        int connection,
        String method,
        String target,
        Map<String, List<String>> headers,
        Content body,
        long bodyBytes) {

    public RecordedRequest {
        var copy = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /// The target up to the question mark, undecoded.
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// What follows the question mark, decoded, in the order of the wire.
    public FormValues query() {
        int query = target.indexOf('?');
        return FormValues.parse(query < 0 ? "" : target.substring(query + 1));
    }

    /// The first value of that header.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// The account someone asked to act as, in the header or in the query.
    public Optional<String> sudo() {
        return header("Sudo").or(() -> query().first("sudo"));
    }
}
