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

    /// @param refs why each ref of a push is refused, in a few words; without the others
    record Refuse(Refusal refusal, Map<String, String> refs) implements Decision {
        public Refuse {
            refs = Map.copyOf(refs);
        }

        public Refuse(Refusal refusal) {
            this(refusal, Map.of());
        }
    }

    /// A push that is granted if its objects are what it says: found out before it is sent.
    record Verify(String rule, PushConditions conditions) implements Decision {}

    /// Operation and repository are granted; whether the refs are depends on what only Forgejo
    /// knows.
    record Inquire(String rule, Set<Inquiry> inquiries) implements Decision {
        public Inquire {
            inquiries = Set.copyOf(inquiries);
        }
    }
}
