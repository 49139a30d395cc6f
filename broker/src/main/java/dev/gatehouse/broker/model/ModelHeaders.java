package dev.gatehouse.broker.model;

import java.util.Set;

/// The request headers of a client that are sent on; all others are dropped, whatever they hold.
/// The credential, the host and the framing are the broker's to set.
public final class ModelHeaders {
    private static final Set<String> NAMES =
            Set.of(
                    "accept",
                    "content-type",
                    "user-agent",
                    "x-app",
                    "anthropic-version",
                    "anthropic-beta",
                    "anthropic-dangerous-direct-browser-access",
                    "openai-beta",
                    "x-client-request-id",
                    "x-claude-code-session-id",
                    "idempotency-key");
    private static final String STAINLESS = "x-stainless-";

    private ModelHeaders() {}

    /// @param name in lower case
    public static boolean goOn(String name) {
        return NAMES.contains(name) || name.startsWith(STAINLESS);
    }
}
