package dev.gatehouse.broker.audit;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Follows a chain from a known head, one line after the other. Memory grows with the intents under
/// way only.
final class ChainCheck {
    private final long anchor;
    private final Sha256 sha256 = new Sha256();
    private final Set<Long> openIntents = new HashSet<>();
    private ChainHead head;
    private long abandonedIntents;

    /// @param start the head that the first line follows
    ChainCheck(ChainHead start) {
        head = start;
        anchor = start.sequence();
    }

    /// The last good record.
    ChainHead head() {
        return head;
    }

    /// Intents since the last start that have no outcome yet.
    long openIntents() {
        return openIntents.size();
    }

    /// Intents that had no outcome when their broker ended.
    long abandonedIntents() {
        return abandonedIntents;
    }

    /// Takes the next line; where it is flawed, the head stays what it was.
    Optional<Flaw> accept(RecordHead record, byte[] line) {
        long next = head.sequence() + 1;
        if (record.sequence() != next) {
            return Optional.of(
                    new Flaw(
                            record.sequence() > next
                                    ? "records are missing before this one"
                                    : "this record stands a second time or in the wrong place",
                            "record " + next,
                            "record " + record.sequence()));
        }
        if (!record.prev().equals(head.hash())) {
            return Optional.of(
                    new Flaw(
                            "the record before this one was changed, or this one was put in",
                            head.hash(),
                            record.prev()));
        }
        Optional<Flaw> flaw = account(record);
        if (flaw.isEmpty()) {
            head = new ChainHead(next, sha256.of(line));
        }
        return flaw;
    }

    /// Whether the record taken last is another than the one a remembered head names.
    Optional<Flaw> disagreement(Optional<ChainHead> remembered) {
        return remembered
                .filter(other -> other.sequence() == head.sequence() && !other.equals(head))
                .map(other ->
                        new Flaw(
                                "this record is not the one that the head names",
                                other.hash(),
                                head.hash()));
    }

    private Optional<Flaw> account(RecordHead record) {
        switch (record.kind()) {
            case INTENT -> openIntents.add(record.sequence());
            case OUTCOME -> {
                return settle(record.intent().orElseThrow());
            }
            case STARTED -> {
                abandonedIntents += openIntents.size();
                openIntents.clear();
            }
            case REFUSAL,
                    SHADOW_REFUSAL,
                    PEER_REJECTED,
                    ALARM,
                    STOPPED,
                    CONTINUED,
                    RECOVERED,
                    RESUMED -> {}
        }
        return Optional.empty();
    }

    private Optional<Flaw> settle(long intent) {
        boolean beforeTheAnchor = intent >= 1 && intent <= anchor;
        return openIntents.remove(intent) || beforeTheAnchor
                ? Optional.empty()
                : Optional.of(
                        new Flaw(
                                "an outcome without an intent that waits for one",
                                "an open intent",
                                "intent " + intent));
    }
}
