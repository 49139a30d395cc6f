package dev.gatehouse.broker.quarantine;

import java.util.Map;

/// What the quarantine says of a push. Only [Clean] may go on to the forge.
public sealed interface Verdict {
    /// Nothing that was asked about is wrong.
    ///
    /// @param pack what to send, byte for byte as received; closing it deletes it
    record Clean(PackFile pack) implements Verdict {}

    /// @param findings the first thing wrong with each ref; refs without one are not named
    record Refused(Map<String, Finding> findings) implements Verdict {
        public Refused {
            findings = Map.copyOf(findings);
        }
    }

    /// It could not be found out, so the push must not go on either.
    ///
    /// @param why may be shown to the agent: what was wrong and what to do
    record Unchecked(String why) implements Verdict {}
}
