package dev.gatehouse.broker.credential;

/// What Forgejo says about whose token it is.
public sealed interface AccountAnswer {
    /// @param login the account's login
    /// @param json the whole answer to `GET /api/v1/user`, or what the broker knows of it where the
    ///   token may not ask that
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and on the way out
    record IsAccount(String login, byte[] json) implements AccountAnswer {
        public IsAccount {
            json = json.clone();
        }

        @Override
        public byte[] json() {
            return json.clone();
        }
    }

    /// Forgejo answered 401.
    record Rejected401() implements AccountAnswer {}

    /// Forgejo took the token, but does not name its account, and nothing else proves whose it is.
    ///
    /// @param why for the operator
    record CannotTell(String why) implements AccountAnswer {}

    /// No answer, or one that means nothing: asked again before the next use.
    ///
    /// @param why for the operator
    record Unreachable(String why) implements AccountAnswer {}
}
