package dev.gatehouse.broker.model;

import dev.gatehouse.broker.route.HttpMethod;
import java.util.List;
import java.util.Optional;

/// What a request head on a model's socket means.
public sealed interface ModelRoute {
    /// One operation of the API.
    ///
    /// @param model that the path names, a valid [ModelName]
    /// @param target path and query, encoded by the broker: what was decided is what is sent. Comes
    ///   after the path prefix of the API's URL
    /// @param droppedQuery names the operation does not declare; never sent on
    record Call(
            ModelOperation operation,
            Optional<String> model,
            String target,
            List<String> droppedQuery)
            implements ModelRoute {
        public Call {
            droppedQuery = List.copyOf(droppedQuery);
        }
    }

    /// A client's question whether anybody is there. The broker answers it with 200 and nothing
    /// else; nothing goes upstream.
    record Probe(HttpMethod method) implements ModelRoute {}

    /// `GET` of one of the broker's own routes, a path of `BrokerPaths`.
    record Broker(String path) implements ModelRoute {}
}
