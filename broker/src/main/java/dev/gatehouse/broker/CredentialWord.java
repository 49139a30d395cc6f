package dev.gatehouse.broker;

import dev.gatehouse.broker.credential.CredentialState;

/// The state of a token in one word, for agents and operators.
final class CredentialWord {
    private CredentialWord() {}

    static String of(CredentialState state) {
        return switch (state) {
            case CredentialState.Unverified _ -> "unverified";
            case CredentialState.Verified _ -> "ok";
            case CredentialState.Rejected _ -> "rejected";
            case CredentialState.Mismatch _ -> "mismatch";
            case CredentialState.Unproven _ -> "unproven";
            case CredentialState.Unreadable _ -> "unreadable";
        };
    }
}
