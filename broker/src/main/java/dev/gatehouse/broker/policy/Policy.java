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
import java.util.stream.Collectors;

/// Decides each call: refused, unless a grant of the agent gives the operation on the repository
/// and, where the call writes refs or reaches other repositories, those too.
///
/// A `deny` of any covering grant wins over every role and `allow`.
public final class Policy {
    private static final String DEFAULT_RULE = "default: refuse";

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
        this(new GrantTable(grants, false));
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
                ? Optional.of(new Policy(new GrantTable(grants.grants(), true)))
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
        return covering.stream().flatMap(grant -> Giving.of(grant, operation).stream()).toList();
    }

    private static Optional<Decision> refused(
            AgentName agent, Route.Api route, List<Grant> covering, List<Giving> giving) {
        if (covering.isEmpty()) {
            return Optional.of(
                    refuse(
                            RefusalCode.NOT_GRANTED,
                            DEFAULT_RULE,
                            uncovered(agent, route),
                            grantFor(route)));
        }
        Optional<Decision> denied = denied(agent, covering, route.operation().id(), where(route));
        if (denied.isPresent() || !giving.isEmpty()) {
            return denied;
        }
        return Optional.of(
                refuse(
                        RefusalCode.NOT_GRANTED,
                        defaultRule(covering),
                        notGiven(agent, route, covering),
                        grantFor(route)));
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
                .orElseGet(() ->
                        refuse(
                                RefusalCode.NOT_GRANTED,
                                defaultRule(covering),
                                "no grant of agent "
                                        + agent
                                        + " lets it push to "
                                        + route.address(),
                                "an operator can add the grant: repositories: ["
                                        + repository
                                        + "], roles: ["
                                        + (route.address().wiki() ? "maintain" : "contribute")
                                        + "], push: { branches: [...] }"));
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
        return refuse(
                RefusalCode.NOT_GRANTED,
                defaultRule(covering),
                "no grant of agent "
                        + agent
                        + (facts.force()
                                ? " lets it break another's LFS lock in "
                                : " lets it write LFS objects or locks in ")
                        + route.repository(),
                "an operator can add the grant: repositories: ["
                        + route.repository()
                        + "], roles: [contribute], push: { branches: [...]"
                        + (facts.force() ? ", force: true }" : " }"));
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
        return refuse(
                RefusalCode.NOT_GRANTED,
                defaultRule(covering),
                "no grant of agent " + agent + " lets it read " + repository + " (" + what + ")",
                "an operator can add the grant: repositories: [" + repository + "], roles: [read]");
    }

    /// Whether some grant gives the operation on this repository: the test for every repository
    /// that a call names besides the one in its path.
    boolean gives(AgentName agent, Operation operation, RepositoryName repository) {
        List<Grant> covering = grants.covering(agent, Optional.of(repository));
        return covering.stream().noneMatch(grant -> grant.deny().contains(operation.id()))
                && covering.stream().anyMatch(grant -> Giving.of(grant, operation).isPresent());
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
        return covering.stream()
                .filter(grant -> grant.deny().contains(operation))
                .findFirst()
                .map(grant ->
                        refuse(
                                RefusalCode.NOT_GRANTED,
                                grant.origin() + " deny: " + operation,
                                "'" + operation + "' is denied to agent " + agent + where,
                                "nothing you can do; an operator would have to remove the deny"));
    }

    /// Where a shadow grant is tried out, the rule that nothing permits is its own.
    private static String defaultRule(List<Grant> covering) {
        return covering.stream()
                .filter(Grant::shadow)
                .findFirst()
                .map(grant -> grant.origin() + " " + DEFAULT_RULE)
                .orElse(DEFAULT_RULE);
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

    private static String uncovered(AgentName agent, Route.Api route) {
        return route.repository()
                .map(repository ->
                        "no grant of agent "
                                + agent
                                + " covers "
                                + repository
                                + " (operation '"
                                + route.operation().id()
                                + "')")
                .orElse(
                        "agent "
                                + agent
                                + " has no grant at all (operation '"
                                + route.operation().id()
                                + "')");
    }

    private static String notGiven(AgentName agent, Route.Api route, List<Grant> covering) {
        Operation operation = route.operation();
        boolean allowed =
                covering.stream().anyMatch(grant -> grant.allow().contains(operation.id()));
        String origins =
                covering.stream()
                        .map(grant -> grant.origin().path())
                        .collect(Collectors.joining(", "));
        return "'"
                + operation.id()
                + "'"
                + where(route)
                + (allowed
                        ? " is allowed, but its risk is not accepted, by "
                        : " is not given to agent " + agent + " by ")
                + origins;
    }

    private static String where(Route.Api route) {
        return route.repository().map(repository -> " on " + repository).orElse("");
    }

    /// The grant that would permit the call, in the configuration's own words.
    private static String grantFor(Route.Api route) {
        Operation operation = route.operation();
        String repositories =
                route.repository().map(name -> "repositories: [" + name + "], ").orElse("");
        String give =
                operation
                        .lowestRole()
                        .map(role -> "roles: [" + role.word() + "]")
                        .orElse("allow: [" + operation.id() + "]");
        String risks =
                operation.lowestRole().isPresent() || operation.risks().isEmpty()
                        ? ""
                        : ", accept-risk: ["
                                + operation.risks().stream()
                                        .map(risk -> risk.word())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "]";
        return "an operator can add the grant: " + repositories + give + risks;
    }

    private static Decision refuse(RefusalCode code, String rule, String detail, String remedy) {
        return new Decision.Refuse(new Refusal(code, rule, detail, remedy));
    }
}
