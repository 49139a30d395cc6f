package dev.gatehouse.broker.credential.key;

import java.time.Instant;

/// What is known about one agent's key. Only a [Ready] one is lent.
public sealed interface KeyState {
    /// For the agent and for tables.
    String word();

    /// The model's server wants no key.
    record Unneeded() implements KeyState {
        @Override
        public String word() {
            return "none";
        }
    }

    record Ready() implements KeyState {
        @Override
        public String word() {
            return "ok";
        }
    }

    /// Its own date is past, and the source has no newer one.
    record Expired(Instant at) implements KeyState {
        @Override
        public String word() {
            return "expired";
        }
    }

    /// The model's server answered 401 to it, and the source has no other.
    record Rejected(Instant since) implements KeyState {
        @Override
        public String word() {
            return "rejected";
        }
    }

    /// There is none, because the source never gave one.
    ///
    /// @param problem for the operator: names the source
    /// @param remedy for the operator
    record Unreadable(String problem, String remedy) implements KeyState {
        @Override
        public String word() {
            return "unreadable";
        }
    }
}
