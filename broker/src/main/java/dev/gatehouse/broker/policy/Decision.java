package dev.gatehouse.broker.policy;

import dev.gatehouse.protocol.Refusal;
import java.util.Map;
import java.util.Set;

/// What the policy says of a call.
public sealed interface Decision {
    /// @param rule the grant and the part of it that permits
    /// @param pinned body fields to set, so that Forgejo acts on the very ref that was decided on
    record Permit(String rule, Map<String, String> pinned) implements Decision {
        public Permit {
            pinned = Map.copyOf(pinned);
        }
    }

    record Refuse(Refusal refusal) implements Decision {}

    /// Operation and repository are granted; whether the refs are depends on what only Forgejo
    /// knows.
    record Inquire(String rule, Set<Inquiry> inquiries) implements Decision {
        public Inquire {
            inquiries = Set.copyOf(inquiries);
        }
    }
}
