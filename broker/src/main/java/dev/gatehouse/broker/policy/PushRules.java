package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The push rules of one grant, applied to one `git push`. A push is sent whole or not at all, so
/// one ref that is not granted refuses the others with it.
///
/// A wiki has one branch, made by its first push; patterns of branches say nothing of it.
final class PushRules {
    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    /// A push here opens a pull request (AGit), and writes no branch.
    private static final String PULL_REQUEST = "refs/for/";

    /// Others are ignored by Forgejo, but for `repo.private` and `repo.template`: the first of them
    /// publishes a private repository.
    private static final Set<String> OPTIONS =
            Set.of("topic", "title", "description", "force-push");

    private static final String REMEDY =
            "push to a granted branch and open a pull request; an operator can widen push: of this grant";

    private final Grant grant;
    private final Route.Git route;
    private final PathRule paths;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final List<RefChange> fastForwards = new ArrayList<>();
    private Optional<String> detail = Optional.empty();

    /// @param paths of every grant that covers the repository
    PushRules(Grant grant, Route.Git route, PathRule paths) {
        this.grant = grant;
        this.route = route;
        this.paths = paths;
    }

    /// Whether the grant lets anything be pushed at all, so that git may ask for the refs.
    static boolean mayPush(Grant grant, Route.Git route) {
        return grant.roles().stream().anyMatch(role -> role.contains(roleFor(route)))
                || (!route.address().wiki() && opensPullRequests(grant, route));
    }

    private static Role roleFor(Route.Git route) {
        return route.address().wiki() ? Role.MAINTAIN : Role.CONTRIBUTE;
    }

    private static boolean opensPullRequests(Grant grant, Route.Git route) {
        return Giving.of(grant, route.pullRequest()).isPresent();
    }

    Decision decide(PushFacts push) {
        push.changes().forEach(this::change);
        push.options().forEach(option -> option(option, push.changes()));
        if (detail.isPresent()) {
            return new Decision.Refuse(
                    new Refusal(
                            RefusalCode.REF_NOT_GRANTED,
                            grant.origin() + " push",
                            detail.get() + " (git push to " + route.address() + ")",
                            REMEDY),
                    reasons);
        }
        String rule = grant.origin() + " push";
        PushConditions conditions =
                new PushConditions(
                        fastForwards,
                        paths,
                        push.changes().stream().filter(change -> !change.isDelete()).toList(),
                        grant.origin());
        return conditions.isEmpty()
                ? new Decision.Permit(rule, Map.of())
                : new Decision.Verify(rule, conditions);
    }

    private void change(RefChange change) {
        String ref = change.ref();
        if (ref.startsWith(PULL_REQUEST) && !route.address().wiki()) {
            pullRequest(change);
        } else if (grant.roles().stream().noneMatch(role -> role.contains(roleFor(route)))) {
            refuse(
                    ref,
                    "role " + roleFor(route).word() + " is needed",
                    "the grant does not give the role " + roleFor(route).word());
        } else if (ref.startsWith(BRANCH)) {
            branch(change, ref.substring(BRANCH.length()));
        } else if (ref.startsWith(TAG)) {
            tag(change, ref.substring(TAG.length()));
        } else {
            refuse(
                    ref,
                    "neither branch nor tag",
                    "'" + ref + "' is neither branch nor tag; no rule can grant it");
        }
    }

    private void branch(RefChange change, String name) {
        if (route.address().wiki()
                ? !RefPattern.isName(name)
                : grant.push().branches().stream().noneMatch(glob -> glob.matches(name))) {
            refuse(
                    change.ref(),
                    "branches " + grant.push().branches(),
                    "branch '"
                            + name
                            + "' is not among the granted branches "
                            + grant.push().branches());
        } else if (change.isDelete()) {
            permitted(change, grant.push().delete(), "delete", "deleting branch '" + name + "'");
        } else if (change.isCreate()) {
            boolean granted = grant.push().create() || route.address().wiki();
            permitted(change, granted, "create", "creating branch '" + name + "'");
        } else if (!grant.push().force()) {
            fastForwards.add(change);
        }
    }

    private void tag(RefChange change, String name) {
        if (route.address().wiki()
                || grant.push().tags().stream().noneMatch(glob -> glob.matches(name))) {
            refuse(
                    change.ref(),
                    "tags " + grant.push().tags(),
                    "tag '" + name + "' is not among the granted tags " + grant.push().tags());
        } else if (change.isDelete()) {
            permitted(change, grant.push().delete(), "delete", "deleting tag '" + name + "'");
        } else if (change.isCreate()) {
            permitted(change, grant.push().create(), "create", "creating tag '" + name + "'");
        } else {
            permitted(change, grant.push().force(), "force", "moving tag '" + name + "'");
        }
    }

    private void pullRequest(RefChange change) {
        if (!opensPullRequests(grant, route)) {
            refuse(
                    change.ref(),
                    route.pullRequest().id(),
                    "the grant does not give '"
                            + route.pullRequest().id()
                            + "', which a push to refs/for/ is");
        } else if (change.isDelete() || !RefPattern.isName(change.ref())) {
            refuse(
                    change.ref(),
                    "no pull request",
                    "'" + change.ref() + "' cannot be pushed so; write refs/for/BRANCH/TOPIC");
        }
    }

    private void option(String option, List<RefChange> changes) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (!OPTIONS.contains(name)) {
            changes.forEach(change ->
                    refuse(
                            change.ref(),
                            "push option",
                            "a push option other than topic, title, description and force-push"));
        } else if (name.equals("force-push") && !grant.push().force()) {
            changes.forEach(change ->
                    refuse(
                            change.ref(),
                            "force: false",
                            "the push option force-push, and the grant says force: false"));
        }
    }

    private void permitted(RefChange change, boolean granted, String key, String what) {
        if (!granted) {
            refuse(change.ref(), key + ": false", what + ": the grant says " + key + ": false");
        }
    }

    private void refuse(String ref, String reason, String text) {
        reasons.putIfAbsent(ref, "not granted: " + reason);
        if (detail.isEmpty()) {
            detail = Optional.of(text);
        }
    }
}
