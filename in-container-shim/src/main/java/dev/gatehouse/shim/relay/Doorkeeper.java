package dev.gatehouse.shim.relay;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import java.io.IOException;

/// What one kind of client has to bring, what of its requests goes on, and what it is told. For any
/// number of threads.
public interface Doorkeeper {
    /// Decides about a request, before the broker is asked.
    Verdict judge(RequestHead head, PeerOwner owner);

    /// Looks at an answer before it passes. What is read of its body passes all the same.
    void look(Answer answer) throws IOException;

    /// The broker could not be asked, or broke off before it answered.
    ///
    /// @return the body of the 502 that the client gets, JSON or nothing
    String explain(Failure failure);

    /// Whether a request goes on.
    sealed interface Verdict {}

    /// It does, with this head: request line, fields, blank line.
    record Admitted(String head) implements Verdict {}

    /// It does not.
    ///
    /// @param why the body of the 403 that the client gets, JSON or nothing
    record TurnedAway(String why) implements Verdict {}
}
