package dev.gatehouse.broker.relay.answer;

import dev.gatehouse.broker.admission.Admissions;
import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;

/// What becomes of a redirect of Forgejo's. The broker follows none, since that would carry the
/// credential along; the agent is told of it only where it leads to a repository it may read.
public record Redirects(Router router, Admissions admissions, ForgeOrigin origin) {
    /// What the agent gets to see of a redirect.
    public sealed interface Fate {
        /// @param location a path, encoded by the broker
        record Shown(String location) implements Fate {}

        record Refused(Refusal refusal) implements Fate {}
    }

    public static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    public Fate fate(Asking asking, Optional<String> location) {
        Optional<Route> route =
                location.flatMap(origin::path)
                        .flatMap(path ->
                                router.route("GET", path) instanceof Routing.Routed routed
                                        ? Optional.of(routed.route())
                                        : Optional.empty());
        return switch (route.orElse(null)) {
            case Route.Api api -> granted(asking, api.repository(), api.target());
            case Route.Download download ->
                    granted(asking, Optional.of(download.repository()), download.target());
            case Route.Git git ->
                    granted(asking, Optional.of(git.address().repository()), git.target());
            case Route.Lfs lfs -> granted(asking, Optional.of(lfs.repository()), lfs.target());
            case Route.Attachment attachment -> elsewhere();
            case Route.Broker broker -> elsewhere();
            case null -> elsewhere();
        };
    }

    private Fate granted(Asking asking, Optional<RepositoryName> repository, String target) {
        return repository.filter(name -> admissions.mayRead(asking, name)).isPresent()
                ? new Fate.Shown(target)
                : elsewhere();
    }

    private static Fate elsewhere() {
        return new Fate.Refused(
                new Refusal(
                        RefusalCode.NOT_GRANTED,
                        "redirects",
                        "Forgejo redirects this call to another server or to a repository that is not granted",
                        "the broker follows no redirect; ask the operator where the repository or file is now"));
    }
}
