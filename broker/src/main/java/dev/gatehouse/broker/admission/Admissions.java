package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.Receipt;
import dev.gatehouse.broker.audit.Unavailable;
import dev.gatehouse.broker.policy.BodyFacts;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.Inquiry;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.quarantine.Verdict;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The straight line up to "may go". A call is decided, then put on record, then (where it names a
/// repository) confirmed with what Forgejo says of it; only then there is an [Admitted].
public final class Admissions {
    private final Supplier<Policy> policy;
    private final AuditLog audit;
    private final RepositoryBindings bindings;
    private final SeenAttachments attachments;
    private final ShadowTrial shadow;

    /// @param policy the one in force; asked once for each decision
    public Admissions(
            Supplier<Policy> policy,
            AuditLog audit,
            RepositoryBindings bindings,
            SeenAttachments attachments) {
        this.policy = policy;
        this.audit = audit;
        this.bindings = bindings;
        this.attachments = attachments;
        this.shadow = new ShadowTrial(policy, audit);
    }

    /// Decides on a call and puts the decision on record.
    public CompletionStage<Admission> admit(Asking asking, Route route, BodyFacts facts) {
        Optional<RepositoryName> repository = repositoryOf(asking, route);
        Question question = new Question(asking.agent().name(), route, repository, facts);
        return switch (question.to(policy.get(), ForgeFacts.NONE)) {
            case Decision.Refuse refuse ->
                    reject(asking, Optional.of(route), facts, refuse)
                            .thenApply(rejected -> rejected);
            case Decision.Permit permit ->
                    intend(
                            asking,
                            route,
                            repository,
                            facts,
                            permit.rule(),
                            true,
                            Set.of(),
                            permit.pinned());
            case Decision.Verify verify ->
                    intend(
                            asking,
                            route,
                            repository,
                            facts,
                            verify.rule(),
                            verify.conditions().fastForwards().isEmpty(),
                            Set.of(),
                            Map.of());
            case Decision.Inquire inquire ->
                    intend(
                            asking,
                            route,
                            repository,
                            facts,
                            inquire.rule(),
                            false,
                            inquire.inquiries(),
                            Map.of());
        };
    }

    /// Decides again, with Forgejo's answer. The outcome of a call that is rejected here is on
    /// record.
    public Admission confirm(Provisional provisional, RepositoryAnswer answer) {
        return switch (answer) {
            case RepositoryAnswer.Failed failed -> new Admission.Rejected(failed.refusal());
            case RepositoryAnswer.Absent absent ->
                    new Admission.Rejected(
                            refusal(
                                    "repository",
                                    "Forgejo shows the account "
                                            + provisional.asking().agent().account()
                                            + " no "
                                            + provisional.repository()
                                            + (provisional.pullRequest().isPresent()
                                                    ? ", or not the pull request"
                                                    : ""),
                                    "check the name; else ask the operator to give the account access"));
            case RepositoryAnswer.Moved moved
                    when provisional.route() instanceof Route.Git git
                            && git.advertisement()
                            && mayRead(provisional, moved.to()) ->
                    new Admission.Renamed(
                            provisional, git.at(new GitAddress(moved.to(), git.address().wiki())));
            case RepositoryAnswer.Moved moved ->
                    new Admission.Rejected(
                            refusal(
                                    "renamed repository",
                                    provisional.repository()
                                            + " was renamed"
                                            + (mayRead(provisional, moved.to())
                                                    ? "; it is now " + moved.to()
                                                    : ", and a grant does not move with it"),
                                    "use the new name where it is granted; else ask the operator"));
            case RepositoryAnswer.Found found -> confirm(provisional, found);
        };
    }

    /// Takes a push further with what was found in its objects. The outcome of one that is rejected
    /// here is on record.
    public Admission settle(Conditional conditional, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clean clean ->
                    new Admitted(
                            conditional.asking(),
                            conditional.route(),
                            conditional.audit(),
                            Map.of());
            case Verdict.Refused refused -> PushObjections.rejected(conditional, refused);
            case Verdict.Unchecked unchecked -> PushObjections.rejected(conditional, unchecked);
        };
    }

    /// Puts on record how an admitted call came out.
    public void finish(Admission admission, OutcomeEvent outcome) {
        switch (admission) {
            case Admitted admitted -> audit.outcome(admitted.audit(), outcome);
            case Provisional provisional -> audit.outcome(provisional.audit(), outcome);
            case Conditional conditional -> audit.outcome(conditional.audit(), outcome);
            case Admission.Renamed renamed -> audit.outcome(renamed.asked().audit(), outcome);
            case Admission.Rejected rejected -> {}
        }
    }

    /// Puts a refusal on record that was found before there was anything to decide.
    public CompletionStage<Admission.Rejected> reject(
            Asking asking, Optional<Route> route, Refusal refusal) {
        return reject(asking, route, CallFacts.NONE, new Decision.Refuse(refusal, Map.of()));
    }

    private CompletionStage<Admission.Rejected> reject(
            Asking asking, Optional<Route> route, BodyFacts facts, Decision.Refuse refuse) {
        Refusal refusal = refuse.refusal();
        AuditEvent.Refusal event =
                new AuditEvent.Refusal(
                        Recorded.caller(asking),
                        Recorded.call(
                                asking,
                                route,
                                route.flatMap(known -> repositoryOf(asking, known)),
                                facts,
                                false),
                        refusal.code(),
                        Phrase.masked(refusal.rule()));
        return audit.refused(event)
                .thenApply(receipt ->
                        switch (receipt) {
                            case Receipt.Written written ->
                                    new Admission.Rejected(refusal, refuse.refs());
                            case Unavailable unavailable -> auditUnavailable();
                        });
    }

    /// Whether the agent may follow a redirect to this repository: it may read it.
    public boolean mayRead(Asking asking, RepositoryName repository) {
        return policy.get().decideDownload(asking.agent().name(), repository, "redirect")
                instanceof Decision.Permit;
    }

    private boolean mayRead(Provisional provisional, RepositoryName repository) {
        return mayRead(provisional.asking(), repository);
    }

    private Admission confirm(Provisional provisional, RepositoryAnswer.Found found) {
        if (!found.name().equals(provisional.repository())) {
            return confirm(provisional, new RepositoryAnswer.Moved(found.name()));
        }
        Optional<Long> bound;
        try {
            bound = bindings.conflict(found.name(), found.id());
        } catch (UncheckedIOException unwritable) {
            return auditUnavailable();
        }
        if (bound.isPresent()) {
            return new Admission.Rejected(
                    refusal(
                            "repository id",
                            found.name()
                                    + " is not the repository it was (id "
                                    + found.id()
                                    + ", bound to id "
                                    + bound.get()
                                    + ")",
                            "ask the operator, who accepts the new one by deleting its line from "
                                    + bindings.file().getFileName()
                                    + " in the broker's state directory"));
        }
        ForgeFacts forge = new ForgeFacts(Optional.of(found.defaultBranch()), found.pullRequest());
        Question question =
                new Question(
                        provisional.asking().agent().name(),
                        provisional.route(),
                        Optional.of(provisional.repository()),
                        provisional.facts());
        Decision decision = question.to(policy.get(), forge);
        if (!(decision instanceof Decision.Refuse)) {
            shadow.confirm(provisional.audit(), provisional.asking(), question, forge);
        }
        return switch (decision) {
            case Decision.Permit permit ->
                    new Admitted(
                            provisional.asking(),
                            provisional.route(),
                            provisional.audit(),
                            permit.pinned());
            case Decision.Verify verify ->
                    new Conditional(
                            provisional.asking(),
                            (Route.Git) provisional.route(),
                            provisional.audit(),
                            verify.conditions(),
                            found.id());
            case Decision.Refuse refuse -> new Admission.Rejected(refuse.refusal(), refuse.refs());
            case Decision.Inquire inquire ->
                    new Admission.Rejected(
                            refusal(
                                    inquire.rule(),
                                    "Forgejo did not tell which refs the call would write",
                                    "check that the pull request exists"));
        };
    }

    private Optional<RepositoryName> repositoryOf(Asking asking, Route route) {
        return switch (route) {
            case Route.Api api -> api.repository();
            case Route.Download download -> Optional.of(download.repository());
            case Route.Git git -> Optional.of(git.address().repository());
            case Route.Lfs lfs -> Optional.of(lfs.repository());
            case Route.Attachment attachment ->
                    attachments.repositoryOf(asking.agent().name(), attachment.uuid());
            case Route.Broker broker -> Optional.empty();
        };
    }

    private CompletionStage<Admission> intend(
            Asking asking,
            Route route,
            Optional<RepositoryName> repository,
            BodyFacts facts,
            String rule,
            boolean mayForce,
            Set<Inquiry> inquiries,
            Map<String, String> pinned) {
        AuditEvent.Intent intent =
                new AuditEvent.Intent(
                        Recorded.caller(asking),
                        Recorded.call(asking, Optional.of(route), repository, facts, mayForce),
                        Phrase.masked(rule));
        return audit.admit(intent)
                .thenApply(admittance ->
                        switch (admittance) {
                            case Unavailable unavailable -> auditUnavailable();
                            case Admittance.Recorded recorded -> {
                                shadow.admit(
                                        recorded.id(),
                                        asking,
                                        new Question(
                                                asking.agent().name(), route, repository, facts));
                                yield repository
                                        .<Admission>map(name ->
                                                new Provisional(
                                                        asking,
                                                        route,
                                                        name,
                                                        facts,
                                                        inquiries,
                                                        recorded.id()))
                                        .orElseGet(() ->
                                                new Admitted(asking, route, recorded.id(), pinned));
                            }
                        });
    }

    private static Admission.Rejected auditUnavailable() {
        return new Admission.Rejected(
                new Refusal(
                        RefusalCode.AUDIT_UNAVAILABLE,
                        "audit",
                        "the broker cannot write its audit record, so nothing was sent",
                        "tell the operator; try again later"));
    }

    private static Refusal refusal(String rule, String detail, String remedy) {
        return new Refusal(RefusalCode.NOT_GRANTED, rule, detail, remedy);
    }
}
