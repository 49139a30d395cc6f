package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Failure;

/// The failures of reading an answer: something that is not the HTTP/1.1 we can be sure of, or that
/// ends too early.
final class BrokenAnswer {
    private BrokenAnswer() {}

    static Failure malformed(String what) {
        return Failure.unreachable(
                "the broker's answer is not HTTP/1.1 as expected ("
                        + what
                        + "): report this to the operator");
    }

    static Failure truncated(String where) {
        return Failure.unreachable(
                "the answer broke off "
                        + where
                        + ": it is incomplete, and the call may have had its effect; look before"
                        + " you repeat it");
    }
}
