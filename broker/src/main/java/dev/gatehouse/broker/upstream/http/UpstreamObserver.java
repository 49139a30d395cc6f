package dev.gatehouse.broker.upstream.http;

import java.time.Duration;

/// Hears how a server answers. On an event loop: must neither block nor throw.
public interface UpstreamObserver {
    /// Takes no notice.
    UpstreamObserver NONE =
            new UpstreamObserver() {
                @Override
                public void answered(int status, Duration waited) {}

                @Override
                public void failed(UpstreamFault fault) {}
            };

    /// The head of an answer came.
    ///
    /// @param waited from the end of the request
    void answered(int status, Duration waited);

    /// There was no whole answer. A call that is tried a second time is not heard of before that.
    void failed(UpstreamFault fault);
}
