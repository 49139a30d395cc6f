package dev.gatehouse.broker.admin.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of the table of what can be asked.
///
/// @param path such as `/v1/agents/{agent}`; a parameter is one whole segment
record AdminRoute(String method, String path, Action action) {
    /// @return the parameters' values; none where the path is another
    Optional<List<String>> match(String target) {
        String[] wanted = path.split("/", -1);
        String[] given = target.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int at = 0; at < wanted.length; at++) {
            if (wanted[at].startsWith("{")) {
                values.add(given[at]);
            } else if (!wanted[at].equals(given[at])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
