package dev.gatehouse.broker.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request head means, understood in exactly one way.
public sealed interface Route {
    HttpMethod method();

    /// An operation of Forgejo's REST API.
    ///
    /// @param pathParameters decoded; `owner` and `repo` as the caller wrote them
    /// @param query the declared parameters, decoded, in the caller's order
    /// @param droppedQuery names the catalogue does not declare; never sent on
    /// @param target path and query, encoded by the broker: what was decided is what is sent
    record Api(
            HttpMethod method,
            Operation operation,
            Optional<RepositoryName> repository,
            Map<String, String> pathParameters,
            List<QueryParameter> query,
            List<String> droppedQuery,
            String target)
            implements Route {
        public Api {
            pathParameters = Map.copyOf(pathParameters);
            query = List.copyOf(query);
            droppedQuery = List.copyOf(droppedQuery);
        }
    }

    /// A file outside the API: `/{owner}/{repo}/raw|archive|releases/download/...`.
    record Download(HttpMethod method, RepositoryName repository, String kind, String target)
            implements Route {}

    /// An attachment, known only by its id: `/attachments/{uuid}` or below a repository. Forgejo
    /// checks the attachment's own repository, whatever the path says, so the repository of the
    /// path is not kept.
    record Attachment(HttpMethod method, String uuid, String target) implements Route {}

    /// One of the broker's own routes.
    record Broker(HttpMethod method, String path) implements Route {}
}
