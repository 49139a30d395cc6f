package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// A body that is sent with its head, or none.
public record WholeBody(RequestBody body) implements OutboundBody {
    @Override
    public void begin(UpstreamCall call) {}

    @Override
    public Optional<Refusal> accept(UpstreamCall call, ByteBuf bytes, boolean last) {
        return Optional.empty();
    }

    @Override
    public void writable(boolean writable) {}

    @Override
    public void close() {}
}
