package dev.gatehouse.broker.upstream.http;

import dev.gatehouse.protocol.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where one call gets its credential. Called on the call's event loop; its stages may be completed
/// by any thread.
public interface Lender extends AutoCloseable {
    /// Borrows the credential, once, before anything is sent.
    ///
    /// @return why there is none, or nothing if there is
    CompletionStage<Optional<Refusal>> lend();

    /// The head with the credential; asked again for a second try.
    OutboundHead head();

    /// For this call's answer.
    AnswerMask mask();

    /// What to do about a 401, which is never passed on: clients prompt on it, and agents look for
    /// other keys. Empty where the lender only asks, so that a 401 is an answer like any other.
    Optional<CompletionStage<AfterRejection>> rejected();

    /// Gives the credential back; harmless twice.
    @Override
    void close();

    /// What became of a credential that the server answered 401 to.
    sealed interface AfterRejection {
        /// There is another by now, which [Lender#head] carries.
        ///
        /// @param withBody whether a body that is held whole may be sent a second time, too
        record Another(boolean withBody) implements AfterRejection {}

        /// This is the agent's answer.
        record Refused(Refusal refusal) implements AfterRejection {}
    }
}
