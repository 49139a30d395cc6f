package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// The body of a call on its way to Forgejo. Everything happens on the exchange's event loop.
public interface OutboundBody extends AutoCloseable {
    RequestBody body();

    /// The head is on its way: the body may follow.
    void begin(UpstreamCall call);

    /// A piece that the agent sent since.
    ///
    /// @param bytes released by the caller
    /// @return why the body goes no further
    Optional<Refusal> accept(UpstreamCall call, ByteBuf bytes, boolean last);

    /// Whether Forgejo takes more just now.
    void writable(boolean writable);

    /// The exchange ended, before or after the last byte.
    @Override
    void close();
}
