package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.policy.BodyFacts;
import dev.gatehouse.broker.policy.Inquiry;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import java.util.OptionalLong;
import java.util.Set;

/// A call that is granted by name and on record, and waits for what only Forgejo can tell: whether
/// the repository of that name is still the one that was granted, and the refs that the call will
/// write.
public final class Provisional implements Admission {
    private final Asking asking;
    private final Route route;
    private final RepositoryName repository;
    private final BodyFacts facts;
    private final Set<Inquiry> inquiries;
    private final AuditId audit;

    Provisional(
            Asking asking,
            Route route,
            RepositoryName repository,
            BodyFacts facts,
            Set<Inquiry> inquiries,
            AuditId audit) {
        this.asking = asking;
        this.route = route;
        this.repository = repository;
        this.facts = facts;
        this.inquiries = Set.copyOf(inquiries);
        this.audit = audit;
    }

    public Asking asking() {
        return asking;
    }

    /// The repository to ask Forgejo for.
    public RepositoryName repository() {
        return repository;
    }

    /// The pull request to ask Forgejo for.
    public OptionalLong pullRequest() {
        for (Inquiry inquiry : inquiries) {
            if (inquiry instanceof Inquiry.PullRequest pull) {
                return OptionalLong.of(pull.index());
            }
        }
        return OptionalLong.empty();
    }

    Route route() {
        return route;
    }

    BodyFacts facts() {
        return facts;
    }

    AuditId audit() {
        return audit;
    }
}
