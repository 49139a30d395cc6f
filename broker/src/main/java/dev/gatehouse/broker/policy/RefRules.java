package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.FactRule;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The push rules of one grant, applied to a REST call that writes refs: the same rules as `git
/// push`.
final class RefRules {
    private final Giving giving;
    private final PushRule push;
    private final Route.Api route;

    private final Map<String, String> pinned = new HashMap<>();
    private final Set<Inquiry> inquiries = new HashSet<>();
    private Optional<Refusal> refusal = Optional.empty();
    private boolean refNamed;

    RefRules(Giving giving, Route.Api route) {
        this.giving = giving;
        this.push = giving.grant().push();
        this.route = route;
    }

    Decision decide(CallFacts facts, ForgeFacts forge) {
        commits(facts, forge);
        branches(facts, forge);
        pulls(facts, forge);
        tags(facts);
        facts.first(FactKind.OTHER_REF)
                .ifPresent(ref -> refuse("'" + ref + "' is neither branch nor tag"));
        if (facts.isTrue(FactKind.FORCE) && !push.force()) {
            refuse("the call asks to force, and the grant says force: false");
        }
        if (route.operation().effects().contains(Effect.REF_WRITE)
                && inquiries.isEmpty()
                && !refNamed) {
            refuseUnnamed();
        }
        if (refusal.isPresent()) {
            return new Decision.Refuse(refusal.get());
        }
        if (!inquiries.isEmpty()) {
            return new Decision.Inquire(giving.rule(), inquiries);
        }
        return new Decision.Permit(
                route.operation().effects().contains(Effect.REF_WRITE)
                        ? giving.rule() + " push"
                        : giving.rule(),
                pinned);
    }

    /// A commit goes onto `new_branch` where that is given (and `branch` is only its start), else
    /// onto `branch`, else onto the default branch.
    private void commits(CallFacts facts, ForgeFacts forge) {
        if (!declares(FactKind.COMMIT_BRANCH)) {
            return;
        }
        Optional<String> created = facts.first(FactKind.COMMIT_NEW_BRANCH);
        if (created.isPresent() && !created.equals(facts.first(FactKind.COMMIT_BRANCH))) {
            create(created.get());
        } else {
            facts.first(FactKind.COMMIT_BRANCH)
                    .or(() -> created)
                    .ifPresentOrElse(
                            this::write, () -> writeDefault(FactKind.COMMIT_BRANCH, forge));
        }
    }

    private void branches(CallFacts facts, ForgeFacts forge) {
        if (declares(FactKind.BRANCH_WRITE)) {
            facts.first(FactKind.BRANCH_WRITE)
                    .ifPresentOrElse(this::write, () -> writeDefault(FactKind.BRANCH_WRITE, forge));
        }
        facts.first(FactKind.BRANCH_CREATE).ifPresent(this::create);
        facts.first(FactKind.BRANCH_DELETE).ifPresent(this::delete);
        facts.first(FactKind.BRANCH_RETARGET).ifPresent(this::write);
    }

    private void pulls(CallFacts facts, ForgeFacts forge) {
        facts.first(FactKind.PULL_BASE)
                .ifPresent(index ->
                        pull(
                                index,
                                forge,
                                refs -> {
                                    write(refs.baseBranch());
                                    if (facts.isTrue(FactKind.DELETE_HEAD)) {
                                        ownHead(refs, this::delete);
                                    }
                                }));
        facts.first(FactKind.PULL_HEAD)
                .ifPresent(index -> pull(index, forge, refs -> ownHead(refs, this::write)));
    }

    private void pull(String index, ForgeFacts forge, Consumer<PullRequestRefs> rule) {
        forge.pullRequest()
                .ifPresentOrElse(
                        rule, () -> inquiries.add(new Inquiry.PullRequest(Long.parseLong(index))));
    }

    /// A head branch in a fork is another repository's: this grant says nothing of it.
    private void ownHead(PullRequestRefs refs, Consumer<String> rule) {
        Optional<RepositoryName> here = route.repository();
        if (refs.headRepository().isPresent() && refs.headRepository().equals(here)) {
            rule.accept(refs.headBranch());
        } else {
            refuse(
                    "the pull request's head branch is not in "
                            + here.map(RepositoryName::toString).orElse("the repository"));
        }
    }

    private void tags(CallFacts facts) {
        facts.first(FactKind.TAG_CREATE)
                .ifPresent(tag -> {
                    granted(push.tags(), "tag", tag, "tags");
                    if (!push.create()) {
                        refuse("creating tag '" + tag + "': the grant says create: false");
                    }
                });
        facts.first(FactKind.TAG_DELETE)
                .ifPresent(tag -> {
                    granted(push.tags(), "tag", tag, "tags");
                    if (!push.delete()) {
                        refuse("deleting tag '" + tag + "': the grant says delete: false");
                    }
                });
    }

    private void write(String branch) {
        granted(push.branches(), "branch", branch, "branches");
    }

    private void create(String branch) {
        write(branch);
        if (!push.create()) {
            refuse("creating branch '" + branch + "': the grant says create: false");
        }
    }

    private void delete(String branch) {
        write(branch);
        if (!push.delete()) {
            refuse("deleting branch '" + branch + "': the grant says delete: false");
        }
    }

    /// The caller left the branch out. What Forgejo will take is asked for, decided on, and then
    /// named in the body, so that it cannot become another one in between.
    private void writeDefault(FactKind kind, ForgeFacts forge) {
        Optional<String> field =
                route.operation().facts().stream()
                        .filter(rule ->
                                rule.kind() == kind && rule.source() == FactRule.Source.BODY)
                        .map(FactRule::name)
                        .findFirst();
        if (field.isEmpty()) {
            refuse("the call would write the default branch without naming it");
        } else if (forge.defaultBranch().isEmpty()) {
            inquiries.add(new Inquiry.DefaultBranch());
        } else {
            write(forge.defaultBranch().get());
            pinned.put(field.get(), forge.defaultBranch().get());
        }
    }

    private boolean declares(FactKind kind) {
        return route.operation().facts().stream().anyMatch(rule -> rule.kind() == kind);
    }

    private void granted(List<RefPattern> patterns, String what, String name, String key) {
        refNamed = true;
        if (patterns.stream().noneMatch(pattern -> pattern.matches(name))) {
            refuse(what + " '" + name + "' is not among the granted " + key + " " + patterns);
        }
    }

    /// Forgejo takes a ref that the body leaves out from what it has stored, such as the tag of a
    /// draft that is published; what is not named cannot be decided on.
    private void refuseUnnamed() {
        String fields =
                route.operation().facts().stream()
                        .filter(rule ->
                                rule.kind().namesWrittenRef()
                                        && rule.source() == FactRule.Source.BODY)
                        .map(FactRule::name)
                        .distinct()
                        .collect(Collectors.joining(" or "));
        refuse(
                "the call may write a ref that it does not name",
                "name it in the body, as " + fields);
    }

    private void refuse(String detail) {
        refuse(
                detail,
                "write a granted branch and open a pull request; an operator can widen push: of this grant");
    }

    private void refuse(String detail, String remedy) {
        if (refusal.isEmpty()) {
            refusal =
                    Optional.of(
                            new Refusal(
                                    RefusalCode.REF_NOT_GRANTED,
                                    giving.grant().origin() + " push",
                                    detail + " ('" + route.operation().id() + "')",
                                    remedy));
        }
    }
}
