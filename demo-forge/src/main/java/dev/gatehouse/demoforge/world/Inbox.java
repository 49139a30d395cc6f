package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The notifications of all accounts.
public final class Inbox {
    private final LongSupplier ids;
    private final List<Notification> notifications = new ArrayList<>();

    Inbox(LongSupplier ids) {
        this.ids = ids;
    }

    /// Those of one account, the latest first.
    public List<Notification> of(Account account) {
        return notifications.stream()
                .filter(notification -> notification.receiver().equals(account))
                .sorted(
                        Comparator.comparing(Notification::updatedAt)
                                .thenComparingLong(Notification::id)
                                .reversed())
                .toList();
    }

    public Optional<Notification> find(long id) {
        return notifications.stream().filter(found -> found.id() == id).findFirst();
    }

    /// Tells all who take part in an issue that `actor` did something, except `actor`.
    public void tellParticipants(Account actor, Issue issue, Instant now) {
        var participants = new LinkedHashSet<Account>();
        participants.add(issue.repository().owner());
        participants.add(issue.author());
        participants.addAll(issue.assignees());
        issue.comments().forEach(comment -> participants.add(comment.author()));
        tell(actor, issue, participants, now);
    }

    /// Tells those who can see the issue, except `actor`.
    public void tell(Account actor, Issue issue, Collection<Account> receivers, Instant now) {
        receivers.stream()
                .filter(receiver -> !receiver.equals(actor))
                .filter(receiver -> issue.repository().accessOf(receiver).includes(Access.READ))
                .forEach(receiver -> tell(receiver, issue, now));
    }

    private void tell(Account receiver, Issue issue, Instant now) {
        Optional<Notification> known =
                notifications.stream()
                        .filter(n -> n.receiver().equals(receiver) && n.issue().equals(issue))
                        .findFirst();
        if (known.isPresent()) {
            known.get().renew(now);
        } else {
            notifications.add(new Notification(ids.getAsLong(), receiver, issue, now));
        }
    }

    void forget(Issue issue) {
        notifications.removeIf(notification -> notification.issue().equals(issue));
    }
}
