package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.upstream.ForgeCall;
import dev.gatehouse.broker.upstream.RequestBody;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.OptionalLong;

/// A request's body on its way to Forgejo, piece by piece, no faster than Forgejo takes it.
final class BodyStream {
    private final RequestBody body;
    private final Optional<UploadEnvelope> envelope;
    private final Runnable read;
    private boolean wanted = true;
    private boolean readOwed;

    private BodyStream(RequestBody body, Optional<UploadEnvelope> envelope, Runnable read) {
        this.body = body;
        this.envelope = envelope;
        this.read = read;
    }

    /// @param read asks the agent's connection for the next piece
    static BodyStream asItIs(OptionalLong length, String contentType, Runnable read) {
        return new BodyStream(
                new RequestBody.Streamed(length, contentType), Optional.empty(), read);
    }

    static BodyStream upload(String boundary, Runnable read) {
        UploadEnvelope envelope = new UploadEnvelope(boundary);
        return new BodyStream(
                new RequestBody.Streamed(OptionalLong.empty(), envelope.contentType()),
                Optional.of(envelope),
                read);
    }

    RequestBody body() {
        return body;
    }

    /// Sends one piece on; asks for the next one when Forgejo takes more.
    ///
    /// @return why the body goes no further
    Optional<Refusal> accept(ForgeCall call, ByteBuf bytes, boolean last) {
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
                read.run();
            }
        }
        return Optional.empty();
    }

    void writable(boolean writable) {
        wanted = writable;
        if (writable && readOwed) {
            readOwed = false;
            read.run();
        }
    }
}
