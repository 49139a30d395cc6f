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

    /// Git's smart HTTP: what a repository has, or a fetch or push.
    ///
    /// @param advertisement whether the refs are asked for (`info/refs`); else the service itself
    /// @param pullRequest the operation that a push to `refs/for/` amounts to
    record Git(
            HttpMethod method,
            GitAddress address,
            GitService service,
            boolean advertisement,
            Operation pullRequest)
            implements Route {
        /// The same question, to another repository.
        public Git at(GitAddress other) {
            return new Git(method, other, service, advertisement, pullRequest);
        }

        /// Path and query, encoded by the broker.
        public String target() {
            return address.path()
                    + (advertisement
                            ? "/info/refs?service=" + service.word()
                            : "/" + service.word());
        }
    }

    /// Git LFS: the batch question, an object, a lock.
    ///
    /// @param object id and size as far as the path names them
    /// @param target path and query, encoded by the broker
    record Lfs(
            HttpMethod method,
            RepositoryName repository,
            LfsCall call,
            Optional<LfsObject> object,
            String target)
            implements Route {}

    /// One of the broker's own routes.
    record Broker(HttpMethod method, String path) implements Route {}
}
