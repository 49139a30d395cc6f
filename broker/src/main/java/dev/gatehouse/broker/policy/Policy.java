package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides each call: refused, unless a grant of the agent gives the operation on the repository
/// and, where the call writes refs or reaches other repositories, those too.
///
/// A `deny` of any covering grant wins over every role and `allow`.
public final class Policy {
    /// The operations of the API that answer what a download does: a deny holds at both doors.
    private static final Map<String, Set<String>> SAME_CONTENT =
            Map.of(
                    "raw", Set.of("repoGetRawFile"),
                    "media", Set.of("repoGetRawFileOrLFS"),
                    "archive", Set.of("repoGetArchive"),
                    "releases", Set.of("repoGetReleaseAttachment"),
                    "git-wiki", Set.of("repoGetWikiPage", "repoGetWikiPages"),
                    "attachment",
                            Set.of(
                                    "issueGetIssueAttachment",
                                    "issueGetIssueCommentAttachment",
                                    "repoGetReleaseAttachment"));

    private final GrantTable grants;

    public Policy(Map<AgentName, List<Grant>> grants) {
        this(GrantTable.inForce(grants));
    }

    private Policy(GrantTable grants) {
        this.grants = grants;
    }

    /// The grants of an agent that are in force, in the configuration's order.
    public List<Grant> grantsOf(AgentName agent) {
        return grants.inForce(agent);
    }

    /// What the policy would be if on each repository that a shadow grant of the agent names, the
    /// shadow grants stood in place of all others; none where the agent has no shadow grant.
    public Optional<Policy> trial(AgentName agent) {
        return grants.hasShadows(agent)
                ? Optional.of(new Policy(grants.onTrial()))
                : Optional.empty();
    }

    /// Decides on an operation of the API.
    public Decision decide(AgentName agent, Route.Api route, CallFacts facts, ForgeFacts forge) {
        List<Grant> covering = grants.covering(agent, route.repository());
        List<Giving> giving = giving(covering, route.operation());
        Optional<Decision> refused = refused(agent, route, covering, giving);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<Refusal> elsewhere = new OtherRepositories(this, agent).refusal(route, facts);
        if (elsewhere.isPresent()) {
            return new Decision.Refuse(elsewhere.get());
        }
        Optional<Decision> protectedFile = protectedFile(covering, route, facts);
        if (protectedFile.isPresent()) {
            return protectedFile.get();
        }
        return decideRefs(giving, route, facts, forge);
    }

    /// Decides on an operation as far as itself and its repository go. What is permitted here may
    /// still be refused for the refs, files and other repositories that a call names.
    public Decision decideOperation(AgentName agent, Route.Api route) {
        List<Grant> covering = grants.covering(agent, route.repository());
        List<Giving> giving = giving(covering, route.operation());
        return refused(agent, route, covering, giving)
                .orElseGet(() -> new Decision.Permit(giving.getFirst().rule(), Map.of()));
    }

    private static List<Giving> giving(List<Grant> covering, Operation operation) {
        List<Giving> giving = new ArrayList<>(covering.size());
        for (Grant grant : covering) {
            Giving.of(grant, operation).ifPresent(giving::add);
        }
        return giving;
    }

    private static Optional<Decision> refused(
            AgentName agent, Route.Api route, List<Grant> covering, List<Giving> giving) {
        if (covering.isEmpty()) {
            return Optional.of(MissingGrant.covering(agent, route));
        }
        Optional<Decision> denied =
                denied(
                        agent,
                        covering,
                        route.operation().id(),
                        MissingGrant.on(route.repository()));
        if (denied.isPresent() || !giving.isEmpty()) {
            return denied;
        }
        return Optional.of(MissingGrant.giving(agent, route, covering));
    }

    /// Decides on git: fetching takes the role `read`, pushing the role `contribute` and the push
    /// rules, a wiki `maintain`.
    ///
    /// @param push what is pushed; nothing, where git asks for the refs before it pushes
    public Decision decideGit(AgentName agent, Route.Git route, PushFacts push) {
        RepositoryName repository = route.address().repository();
        if (route.service() == GitService.UPLOAD_PACK) {
            return decideDownload(
                    agent,
                    repository,
                    route.address().wiki() ? "git-wiki" : route.service().word());
        }
        List<Grant> covering = grants.covering(agent, Optional.of(repository));
        boolean opensPullRequest =
                push.changes().stream().anyMatch(change -> change.ref().startsWith("refs/for/"));
        Optional<Decision> denied =
                opensPullRequest
                        ? denied(agent, covering, route.pullRequest().id(), " on " + repository)
                        : Optional.empty();
        if (denied.isPresent()) {
            return denied.get();
        }
        PathRule paths =
                new PathRule(
                        covering.stream().flatMap(grant -> grant.paths().deny().stream()).toList());
        List<Decision> decisions =
                covering.stream()
                        .filter(grant -> PushRules.mayPush(grant, route))
                        .map(grant -> new PushRules(grant, route, paths).decide(push))
                        .toList();
        return decisions.stream()
                .filter(decision -> decision instanceof Decision.Permit)
                .findFirst()
                .or(() ->
                        decisions.stream()
                                .filter(decision -> decision instanceof Decision.Verify)
                                .findFirst())
                .or(() -> decisions.stream().findFirst())
                .orElseGet(() -> MissingGrant.pushing(agent, route.address(), covering));
    }

    /// Decides on Git LFS: reading takes the role `read`, writing `contribute` and some branch to
    /// push to, another's lock `force` on top.
    public Decision decideLfs(AgentName agent, Route.Lfs route, LfsFacts facts) {
        if (!route.call().writes() && !facts.upload()) {
            return decideDownload(agent, route.repository(), route.call().word());
        }
        List<Grant> covering = grants.covering(agent, Optional.of(route.repository()));
        for (Grant grant : covering) {
            boolean contributes =
                    grant.roles().stream().anyMatch(role -> role.contains(Role.CONTRIBUTE));
            boolean pushes = !grant.push().branches().isEmpty() || !grant.push().tags().isEmpty();
            if (contributes && pushes && (!facts.force() || grant.push().force())) {
                return new Decision.Permit(grant.origin() + " push", Map.of());
            }
        }
        return MissingGrant.writingLfs(agent, route.repository(), facts.force(), covering);
    }

    /// A path that any covering grant protects is protected, whatever the others give.
    private static Optional<Decision> protectedFile(
            List<Grant> covering, Route.Api route, CallFacts facts) {
        for (Grant grant : covering) {
            for (String file : facts.files()) {
                Optional<String> objection = grant.paths().objection(file);
                if (objection.isPresent()) {
                    return Optional.of(
                            refuse(
                                    RefusalCode.REF_NOT_GRANTED,
                                    grant.origin() + " paths",
                                    objection.get() + " ('" + route.operation().id() + "')",
                                    "leave these files alone; someone with access can change them"));
                }
            }
        }
        return Optional.empty();
    }

    /// Decides on a file outside the API, which needs the role `read` on its repository, and that
    /// no operation of the API is denied that would give the same.
    ///
    /// @param what `raw`, `media`, `archive`, `releases`, `attachment`, or a word of the caller's
    public Decision decideDownload(AgentName agent, RepositoryName repository, String what) {
        List<Grant> covering = grants.covering(agent, Optional.of(repository));
        for (String operation : SAME_CONTENT.getOrDefault(what, Set.of())) {
            Optional<Decision> denied = denied(agent, covering, operation, " on " + repository);
            if (denied.isPresent()) {
                return denied.get();
            }
        }
        for (Grant grant : covering) {
            Optional<Role> reader =
                    grant.roles().stream().filter(role -> role.contains(Role.READ)).findFirst();
            if (reader.isPresent()) {
                return new Decision.Permit(
                        grant.origin() + " roles: " + reader.get().word(), Map.of());
            }
        }
        return MissingGrant.reading(agent, repository, what, covering);
    }

    /// Where some grant gives each of the operations, and none denies one: those of the patterns of
    /// the agent's grants that are wholly such.
    public List<RepositoryPattern> places(AgentName agent, List<Operation> operations) {
        List<Grant> all = grants.inForce(agent);
        return all.stream()
                .flatMap(grant -> grant.repositories().stream())
                .distinct()
                .filter(pattern -> {
                    List<Grant> covering =
                            all.stream().filter(grant -> grant.covers(pattern)).toList();
                    return operations.stream().allMatch(operation -> gives(covering, operation));
                })
                .toList();
    }

    private static boolean gives(List<Grant> covering, Operation operation) {
        return covering.stream().noneMatch(grant -> grant.deny().contains(operation.id()))
                && covering.stream().anyMatch(grant -> Giving.of(grant, operation).isPresent());
    }

    /// Whether some grant gives the operation on this repository: the test for every repository
    /// that a call names besides the one in its path.
    boolean gives(AgentName agent, Operation operation, RepositoryName repository) {
        return gives(grants.covering(agent, Optional.of(repository)), operation);
    }

    /// Whether a grant gives the operation on every repository of an owner, whatever their names,
    /// and none denies it on any.
    boolean givesAllOf(AgentName agent, Operation operation, String owner) {
        List<Grant> ofOwner = grants.naming(agent, owner);
        return ofOwner.stream().noneMatch(grant -> grant.deny().contains(operation.id()))
                && ofOwner.stream()
                        .filter(grant -> grant.coversAllOf(owner))
                        .anyMatch(grant -> Giving.of(grant, operation).isPresent());
    }

    private static Optional<Decision> denied(
            AgentName agent, List<Grant> covering, String operation, String where) {
        for (Grant grant : covering) {
            if (grant.deny().contains(operation)) {
                return Optional.of(
                        refuse(
                                RefusalCode.NOT_GRANTED,
                                grant.origin() + " deny: " + operation,
                                "'" + operation + "' is denied to agent " + agent + where,
                                "nothing you can do; an operator would have to remove the deny"));
            }
        }
        return Optional.empty();
    }

    /// One grant has to permit all refs of the call: two halves do not make a permission.
    private static Decision decideRefs(
            List<Giving> giving, Route.Api route, CallFacts facts, ForgeFacts forge) {
        List<Decision> decisions = new ArrayList<>();
        for (Giving one : giving) {
            Decision decision = new RefRules(one, route).decide(facts, forge);
            switch (decision) {
                case Decision.Permit permit -> {
                    return permit;
                }
                case Decision.Inquire inquire -> decisions.addFirst(inquire);
                case Decision.Verify verify -> decisions.add(verify);
                case Decision.Refuse refuse -> decisions.add(refuse);
            }
        }
        return decisions.getFirst();
    }

    private static Decision refuse(RefusalCode code, String rule, String detail, String remedy) {
        return new Decision.Refuse(new Refusal(code, rule, detail, remedy));
    }
}
