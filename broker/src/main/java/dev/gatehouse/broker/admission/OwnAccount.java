package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.policy.Decision;
import java.util.Map;

/// `GET /api/v1/user`: clients ask it first, every agent may, and the broker answers from the
/// account it has checked; so no grant is needed and nothing goes upstream.
public final class OwnAccount {
    public static final String OPERATION = "userGetCurrent";

    static final Decision DECISION = new Decision.Permit("own account", Map.of());

    private OwnAccount() {}
}
