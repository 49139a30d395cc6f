package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.OptionalLong;

/// A request's body on its way upstream, piece by piece, no faster than the upstream takes it.
public final class BodyStream implements OutboundBody {
    private final RequestBody body;
    private final Optional<UploadEnvelope> envelope;
    private final IncomingBody incoming;
    private ByteBuf first;
    private boolean wanted = true;
    private boolean readOwed;

    private BodyStream(
            RequestBody body,
            Optional<UploadEnvelope> envelope,
            ByteBuf first,
            IncomingBody incoming) {
        this.body = body;
        this.envelope = envelope;
        this.first = first;
        this.incoming = incoming;
    }

    static BodyStream asItIs(OptionalLong length, String contentType, IncomingBody incoming) {
        return behind(Unpooled.EMPTY_BUFFER, length, contentType, incoming);
    }

    /// @param first what goes before the rest, which is as it comes
    /// @param length of both together
    public static BodyStream behind(
            ByteBuf first, OptionalLong length, String contentType, IncomingBody incoming) {
        return new BodyStream(
                new RequestBody.Streamed(length, contentType), Optional.empty(), first, incoming);
    }

    static BodyStream upload(String boundary, IncomingBody incoming) {
        UploadEnvelope envelope = new UploadEnvelope(boundary);
        return new BodyStream(
                new RequestBody.Streamed(OptionalLong.empty(), envelope.contentType()),
                Optional.of(envelope),
                Unpooled.EMPTY_BUFFER,
                incoming);
    }

    @Override
    public RequestBody body() {
        return body;
    }

    @Override
    public void begin(UpstreamCall call) {
        ByteBuf now = first;
        first = Unpooled.EMPTY_BUFFER;
        if (now.isReadable()) {
            call.body(now);
        } else {
            now.release();
        }
        if (incoming.isWhole()) {
            call.endOfBody();
        } else {
            call.flush();
            incoming.read();
        }
    }

    @Override
    public Optional<Refusal> accept(UpstreamCall call, ByteBuf bytes, boolean last) {
        if (envelope.isEmpty()) {
            if (bytes.isReadable()) {
                call.body(bytes.retain());
            }
        } else {
            switch (envelope.get().accept(bytes, last)) {
                case UploadEnvelope.Step.Pass pass -> pass.pieces().forEach(call::body);
                case UploadEnvelope.Step.Refuse refuse -> {
                    return Optional.of(
                            new Refusal(
                                    RefusalCode.MALFORMED,
                                    "upload",
                                    refuse.problem(),
                                    "send a form with one part, a file named attachment"));
                }
            }
        }
        if (last) {
            call.endOfBody();
        } else {
            call.flush();
            readOwed = !wanted;
            if (wanted) {
                incoming.read();
            }
        }
        return Optional.empty();
    }

    @Override
    public void writable(boolean writable) {
        wanted = writable;
        if (writable && readOwed) {
            readOwed = false;
            incoming.read();
        }
    }

    @Override
    public void close() {
        first.release();
        first = Unpooled.EMPTY_BUFFER;
    }
}
