package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Locale;
import java.util.Optional;

/// Repositories that a call names outside its path: in body, query or a path parameter. Each must
/// be granted for the same operation.
record OtherRepositories(Policy policy, AgentName agent) {
    Optional<Refusal> refusal(Route.Api route, CallFacts facts) {
        return named(route, facts, FactKind.OTHER_OWNER, FactKind.OTHER_NAME)
                .or(() -> named(route, facts, FactKind.NEW_OWNER, FactKind.NEW_NAME))
                .or(() -> facts.first(FactKind.HEAD).flatMap(head -> head(route, head)))
                .or(() -> facts.first(FactKind.BASE_HEAD).flatMap(spec -> baseHead(route, spec)));
    }

    /// A missing half is the one of the path's repository, as Forgejo takes it.
    private Optional<Refusal> named(
            Route.Api route, CallFacts facts, FactKind ownerKind, FactKind nameKind) {
        Optional<String> owner = facts.first(ownerKind);
        Optional<String> name = facts.first(nameKind);
        if (owner.isEmpty() && name.isEmpty()) {
            return Optional.empty();
        }
        String ownerOrPath =
                owner.or(() -> route.repository().map(RepositoryName::owner)).orElse("");
        String nameOrPath = name.or(() -> route.repository().map(RepositoryName::name)).orElse("");
        if (!RepositoryName.isSegment(ownerOrPath) || !RepositoryName.isSegment(nameOrPath)) {
            return Optional.of(
                    malformed(
                            "the body names a repository that is not OWNER/NAME of A-Za-z0-9._-"));
        }
        RepositoryName other = new RepositoryName(ownerOrPath, nameOrPath);
        if (route.repository().filter(other::equals).isPresent()
                || policy.gives(agent, route.operation(), other)) {
            return Optional.empty();
        }
        return Optional.of(notGranted(route, other.toString()));
    }

    /// `branch` or `owner:branch`. Forgejo takes `owner` for whatever fork that owner has, under
    /// any name (routers/api/v1/repo/pull.go, parseCompareInfo): only a grant on all of the owner's
    /// repositories covers it.
    private Optional<Refusal> head(Route.Api route, String head) {
        int colon = head.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String owner = head.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!RepositoryName.isSegment(owner) || head.indexOf(':', colon + 1) >= 0) {
            return Optional.of(malformed("a head is 'branch' or 'owner:branch'"));
        }
        boolean own = route.repository().filter(name -> name.owner().equals(owner)).isPresent();
        if (own || policy.givesAllOf(agent, route.operation(), owner)) {
            return Optional.empty();
        }
        return Optional.of(notGranted(route, owner + "/*"));
    }

    private Optional<Refusal> baseHead(Route.Api route, String spec) {
        int dots = spec.indexOf("..");
        if (dots < 0) {
            return head(route, spec);
        }
        String right = spec.substring(spec.startsWith("...", dots) ? dots + 3 : dots + 2);
        return head(route, spec.substring(0, dots)).or(() -> head(route, right));
    }

    private Refusal notGranted(Route.Api route, String other) {
        return new Refusal(
                RefusalCode.NOT_GRANTED,
                "default: refuse",
                "the call also reaches "
                        + other
                        + ", and no grant of agent "
                        + agent
                        + " gives '"
                        + route.operation().id()
                        + "' there",
                "an operator can add a grant on "
                        + other
                        + "; else stay within "
                        + route.repository()
                                .map(RepositoryName::toString)
                                .orElse("the granted repositories"));
    }

    private static Refusal malformed(String detail) {
        return new Refusal(
                RefusalCode.MALFORMED,
                "named repositories",
                detail,
                "correct the name and send it again");
    }
}
