package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import java.util.Map;

/// How far a call has come on the way to Forgejo.
public sealed interface Admission
        permits Admitted, Provisional, Conditional, Admission.Rejected, Admission.Renamed {
    /// It goes no further; the refusal is on record.
    ///
    /// @param refs why each ref of a push is refused, in a few words; without the others
    record Rejected(Refusal refusal, Map<String, String> refs) implements Admission {
        public Rejected {
            refs = Map.copyOf(refs);
        }

        public Rejected(Refusal refusal) {
            this(refusal, Map.of());
        }
    }

    /// Git asks under an old name, and may read the repository under its new one.
    ///
    /// @param route the same question to the new name
    record Renamed(Provisional asked, Route.Git route) implements Admission {}
}
