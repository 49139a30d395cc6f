package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Repositories that a call names outside its path: in body, query or a path parameter. Each must
/// be granted for the same operation.
///
/// A repository that is made without naming its owner is the account's own, and nothing more is
/// asked for it: every operation that can make one is a risk that the operator has accepted by
/// name, and what is made is out of the agent's reach until a grant covers it.
record OtherRepositories(Policy policy, AgentName agent) {
    Optional<Refusal> refusal(Route.Api route, CallFacts facts) {
        return others(route, facts)
                .or(() -> made(route, facts))
                .or(() -> facts.first(FactKind.HEAD).flatMap(head -> head(route, head)))
                .or(() -> facts.first(FactKind.BASE_HEAD).flatMap(spec -> baseHead(route, spec)));
    }

    /// A missing half is the one of the path's repository.
    private Optional<Refusal> others(Route.Api route, CallFacts facts) {
        List<String> owners = facts.all(FactKind.OTHER_OWNER);
        List<String> names = facts.all(FactKind.OTHER_NAME);
        int count = Math.max(owners.size(), names.size());
        if (count > 1 && owners.size() != names.size()) {
            return Optional.of(
                    malformed("the body names an owner or a repository without the other"));
        }
        return IntStream.range(0, count)
                .mapToObj(at -> named(route, at(owners, at), at(names, at)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> at(List<String> values, int at) {
        return at < values.size() ? Optional.of(values.get(at)) : Optional.empty();
    }

    private Optional<Refusal> made(Route.Api route, CallFacts facts) {
        return facts.first(FactKind.NEW_OWNER)
                .flatMap(owner -> named(route, Optional.of(owner), facts.first(FactKind.NEW_NAME)));
    }

    private Optional<Refusal> named(
            Route.Api route, Optional<String> owner, Optional<String> name) {
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

    /// The first `...` divides, else the first `..`.
    private Optional<Refusal> baseHead(Route.Api route, String spec) {
        String dots = spec.contains("...") ? "..." : "..";
        int at = spec.indexOf(dots);
        return at < 0
                ? head(route, spec)
                : head(route, spec.substring(0, at))
                        .or(() -> head(route, spec.substring(at + dots.length())));
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
