package dev.gatehouse.broker.admission.replay;

import dev.gatehouse.broker.admission.OwnAccount;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushConditions;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.policy.RefChange;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts a recorded call to a policy. A record names operation, repository and the refs of a push,
/// but neither bodies nor paths nor push options: where the answer would take these, it is
/// [Verdict.Depends]. Pure.
final class Retrial {
    private static final Set<String> DOWNLOADS = Set.of("raw", "media", "archive", "releases");
    private static final String OBJECTS = "the objects of the push";

    private final Catalogue catalogue;
    private final Policy policy;
    private final Operation pullRequest;

    Retrial(Catalogue catalogue, Policy policy) {
        this.catalogue = catalogue;
        this.policy = policy;
        this.pullRequest = catalogue.operation("repoCreatePullRequest").orElseThrow();
    }

    /// @param sent whether the call went to Forgejo, so that what was found out before holds
    Verdict of(AgentName agent, Call call, boolean sent) {
        String operation = call.operation().orElse("");
        if (call.elsewhere().isPresent()
                || operation.isEmpty()
                || operation.equals("broker")
                || operation.equals(OwnAccount.OPERATION)) {
            return new Verdict.NoMatterOfGrants();
        }
        Optional<Operation> api = catalogue.operation(operation);
        if (api.isPresent()) {
            return api(agent, api.get(), call);
        }
        if (operation.equals("attachment") && call.repository().isEmpty()) {
            return new Verdict.Depends("the repository that the attachment is in");
        }
        return call.repository()
                .map(repository -> web(agent, operation, repository, call, sent))
                .orElseGet(Verdict.NoMatterOfGrants::new);
    }

    private Verdict api(AgentName agent, Operation operation, Call call) {
        if (operation.repositoryScoped() && call.repository().isEmpty()) {
            return new Verdict.Depends("the repository");
        }
        Route.Api route =
                new Route.Api(
                        operation.method(),
                        operation,
                        call.repository(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        "");
        Verdict verdict = verdict(policy.decideOperation(agent, route));
        boolean more =
                !operation.facts().isEmpty() || operation.effects().contains(Effect.REF_WRITE);
        return verdict instanceof Verdict.Permits && more
                ? new Verdict.Depends("the refs, files or other repositories that the call names")
                : verdict;
    }

    private Verdict web(
            AgentName agent, String operation, RepositoryName repository, Call call, boolean sent) {
        if (DOWNLOADS.contains(operation) || operation.equals("attachment")) {
            return verdict(policy.decideDownload(agent, repository, operation));
        }
        Optional<LfsCall> lfs =
                Arrays.stream(LfsCall.values())
                        .filter(known -> known.word().equals(operation))
                        .findFirst();
        return lfs.map(known -> lfs(agent, repository, known))
                .orElseGet(() -> git(agent, operation, repository, call, sent));
    }

    /// Whether a batch uploads, or an unlock breaks another's lock, stands in the body.
    private Verdict lfs(AgentName agent, RepositoryName repository, LfsCall call) {
        Route.Lfs route = new Route.Lfs(HttpMethod.POST, repository, call, Optional.empty(), "");
        Verdict one = verdict(policy.decideLfs(agent, route, LfsFacts.NOTHING));
        Verdict other =
                switch (call) {
                    case BATCH ->
                            verdict(policy.decideLfs(agent, route, new LfsFacts(true, false)));
                    case UNLOCK ->
                            verdict(policy.decideLfs(agent, route, new LfsFacts(false, true)));
                    case DOWNLOAD, UPLOAD, VERIFY, LOCK, LIST_LOCKS, VERIFY_LOCKS -> one;
                };
        return one.getClass().equals(other.getClass())
                ? one
                : new Verdict.Depends(
                        call == LfsCall.BATCH
                                ? "whether the batch uploads"
                                : "whose lock was removed");
    }

    private Verdict git(
            AgentName agent, String operation, RepositoryName repository, Call call, boolean sent) {
        boolean advertisement = operation.endsWith("/info-refs");
        String rest = advertisement ? operation.replace("/info-refs", "") : operation;
        boolean wiki = rest.endsWith("/wiki");
        String word = wiki ? rest.replace("/wiki", "") : rest;
        Optional<GitService> service =
                Arrays.stream(GitService.values())
                        .filter(known -> known.word().equals(word))
                        .findFirst();
        Optional<PushFacts> push = push(call.refs());
        if (service.isEmpty()) {
            return new Verdict.NoMatterOfGrants();
        }
        if (push.isEmpty()) {
            return new Verdict.Depends("the objects that the refs were to point to");
        }
        Route.Git route =
                new Route.Git(
                        advertisement ? HttpMethod.GET : HttpMethod.POST,
                        new GitAddress(repository, wiki),
                        service.get(),
                        advertisement,
                        pullRequest);
        return switch (policy.decideGit(agent, route, push.get())) {
            case Decision.Verify verify ->
                    sent && isProven(verify.conditions(), call.refs())
                            ? new Verdict.Permits(verify.rule())
                            : new Verdict.Depends(OBJECTS);
            case Decision other -> verdict(other);
        };
    }

    private static Optional<PushFacts> push(List<RefUpdate> refs) {
        List<RefChange> changes = new ArrayList<>();
        for (RefUpdate update : refs) {
            if (update.oldId().isEmpty() || update.newId().isEmpty()) {
                return Optional.empty();
            }
            changes.add(new RefChange(update.ref(), update.oldId().get(), update.newId().get()));
        }
        return Optional.of(new PushFacts(changes, List.of()));
    }

    /// An update that was sent and might not force was looked into then: it is a fast-forward.
    private static boolean isProven(PushConditions conditions, List<RefUpdate> refs) {
        return conditions.paths().isEmpty()
                && conditions.fastForwards().stream()
                        .allMatch(change ->
                                refs.stream()
                                        .anyMatch(update ->
                                                update.ref().equals(change.ref())
                                                        && !update.force()));
    }

    private static Verdict verdict(Decision decision) {
        return switch (decision) {
            case Decision.Permit permit -> new Verdict.Permits(permit.rule());
            case Decision.Refuse refuse ->
                    new Verdict.Refuses(refuse.refusal().code().word(), refuse.refusal().rule());
            case Decision.Verify _ -> new Verdict.Depends(OBJECTS);
            case Decision.Inquire _ -> new Verdict.Depends("what only Forgejo knows");
        };
    }
}
