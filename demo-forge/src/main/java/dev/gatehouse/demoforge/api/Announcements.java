package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Inbox;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Mentions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Who is told when the caller does something to an issue.
final class Announcements {
    private Announcements() {}

    /// Something was written: all who take part are told, and all whom the text names.
    static void written(Call call, Issue issue, String text) throws Refusal {
        Inbox inbox = call.world().inbox();
        Account actor = call.doer();
        Instant now = call.world().now();
        List<Account> named =
                call.world().people().stream()
                        .filter(account -> Mentions.isIn(text, account))
                        .toList();
        inbox.tellParticipants(actor, issue, now);
        inbox.tell(actor, issue, named, now);
    }

    /// Someone was asked to do something.
    static void asked(Call call, Issue issue, Collection<Account> whom) throws Refusal {
        call.world().inbox().tell(call.doer(), issue, whom, call.world().now());
    }
}
