package dev.gatehouse.broker.audit;

import dev.gatehouse.protocol.RefusalCode;

/// Hears how each call of an agent ended: once for each, since each has one end in the log. On the
/// thread that records, which may be an event loop: must neither block nor throw.
public interface CallObserver {
    /// Takes no notice.
    CallObserver NONE =
            new CallObserver() {
                @Override
                public void refused(Caller caller, Call call, RefusalCode code) {}

                @Override
                public void ended(Caller caller, Call call, OutcomeEvent outcome) {}
            };

    /// The call never went upstream.
    ///
    /// @param code what the agent is told, which is another than was decided where the log cannot
    ///   be written
    void refused(Caller caller, Call call, RefusalCode code);

    /// An admitted call is over.
    void ended(Caller caller, Call call, OutcomeEvent outcome);
}
