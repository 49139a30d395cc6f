package dev.gatehouse.shim.ask;

import dev.gatehouse.shim.json.Json;

/// What `whoami` says, as printable lines.
///
/// @param credential `ok`, `rejected`, `mismatch` or `unverified`
public record Identity(String agent, String account, String forge, String credential) {
    public static final String DEAD_REMEDY =
            "tell the operator, who alone can replace it; do not look for another credential";

    public static Identity of(Json document) {
        return new Identity(
                Plain.of(document.get("agent")),
                Plain.of(document.get("account")),
                Plain.of(document.get("forge")),
                Plain.of(document.get("credential")));
    }

    public boolean isCredentialDead() {
        return credential.equals("rejected") || credential.equals("mismatch");
    }
}
