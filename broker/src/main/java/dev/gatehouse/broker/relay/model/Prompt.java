package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.model.BodyLook;
import dev.gatehouse.broker.model.ModelFacts;
import dev.gatehouse.broker.model.ModelOperation;
import dev.gatehouse.broker.model.ModelRules;
import dev.gatehouse.broker.model.RequestProgress;
import dev.gatehouse.broker.model.RequestReader;
import dev.gatehouse.broker.relay.request.BodyStream;
import dev.gatehouse.broker.relay.request.IncomingBody;
import dev.gatehouse.broker.relay.request.OutboundBody;
import dev.gatehouse.broker.relay.request.RequestHead;
import dev.gatehouse.broker.relay.request.WholeBody;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a call, read as it comes. It is held until the model it names is known, and until it
/// is whole where it is short; from then on what comes passes.
final class Prompt {
    /// What is to be done after a piece was read.
    sealed interface Step {
        /// Not enough is known yet: the next piece is wanted.
        record Wait() implements Step {}

        /// Enough is known to ask for admission.
        ///
        /// @param bodyBytes of the whole body where its length is known, else those read so far
        record Ask(ModelFacts facts, long bodyBytes) implements Step {}

        /// The call is under way already: the piece may follow.
        ///
        /// @param whole what is known in the end, with the last piece
        record Pass(Optional<ModelFacts> whole) implements Step {}

        /// @param model the one it is about, where it is about one
        record Refuse(Refusal refusal, Optional<String> model) implements Step {}
    }

    /// A body up to this long is sent when it is whole, and once more if its key was replaced.
    private static final int HELD_WHOLE_BYTES = 1 << 20;

    /// The model has to be named before this many bytes.
    private static final int MOST_HELD_BYTES = 32 << 20;

    private final RequestHead head;
    private final BodyLook look;
    private final RequestReader reader;
    private final ByteBufAllocator memory;
    private @Nullable CompositeByteBuf held;
    private boolean passing;

    Prompt(RequestHead head, ModelOperation operation, ModelRules rules, ByteBufAllocator memory) {
        this.head = head;
        this.look = operation.body();
        this.reader = new RequestReader(operation, rules);
        this.memory = memory;
    }

    /// What the head alone leaves to be refused.
    static Optional<Refusal> refusal(RequestHead head, ModelOperation operation, ModelRules rules) {
        if (head.isEncoded()) {
            return Optional.of(
                    malformed(
                            "the body is compressed, so it cannot be read",
                            "Send it without Content-Encoding."));
        }
        if (head.hasBody()
                && operation.body().isJson()
                && !head.mediaType().equals("application/json")) {
            return Optional.of(
                    malformed(
                            "the body is not sent as application/json",
                            "Set Content-Type: application/json."));
        }
        long most = rules.limits().bodyBytes();
        if (head.bodyBytes().orElse(0) > most) {
            return Optional.of(
                    new Refusal(
                            RefusalCode.LIMIT,
                            rules.path("limits.body"),
                            "the body is longer than " + most + " bytes",
                            "Send less at once, or ask the operator."));
        }
        return Optional.empty();
    }

    /// For a request without a body.
    Step none() {
        return step(reader.end(), Unpooled.EMPTY_BUFFER);
    }

    /// @param piece stays the caller's
    Step accept(ByteBuf piece, boolean last) {
        RequestProgress progress = reader.accept(piece.nioBuffer());
        if (last && progress instanceof RequestProgress.Reading) {
            progress = reader.end();
        }
        return step(progress, piece);
    }

    private Step step(RequestProgress progress, ByteBuf piece) {
        return switch (progress) {
            case RequestProgress.Refused(Refusal refusal, Optional<String> model) ->
                    new Step.Refuse(refusal, model);
            case RequestProgress.Reading _ when passing -> new Step.Pass(Optional.empty());
            case RequestProgress.Whole(ModelFacts all) when passing ->
                    new Step.Pass(Optional.of(all));
            case RequestProgress.Reading(ModelFacts soFar) -> {
                hold(piece);
                yield held(soFar);
            }
            case RequestProgress.Whole(ModelFacts all) -> {
                hold(piece);
                yield new Step.Ask(all, all.bytes());
            }
        };
    }

    private void hold(ByteBuf piece) {
        if (piece.isReadable() && look != BodyLook.NONE) {
            if (held == null) {
                held = memory.compositeBuffer(Integer.MAX_VALUE);
            }
            held.addComponent(true, piece.retain());
        }
    }

    private Step held(ModelFacts soFar) {
        boolean named = soFar.model().isPresent() || look == BodyLook.OPAQUE;
        if (named && heldBytes() > HELD_WHOLE_BYTES) {
            return new Step.Ask(soFar, head.bodyBytes().orElse(soFar.bytes()));
        }
        if (heldBytes() > MOST_HELD_BYTES) {
            return new Step.Refuse(
                    malformed(
                            "the first "
                                    + (MOST_HELD_BYTES >> 20)
                                    + " MiB of the body name no model",
                            "Write 'model' before the long parts of the body."),
                    Optional.empty());
        }
        return new Step.Wait();
    }

    /// The body on its way out, once the call is admitted. What comes from now on passes.
    ///
    /// @param rest what is still to come
    OutboundBody outbound(IncomingBody rest) {
        passing = true;
        ByteBuf first = held == null ? Unpooled.EMPTY_BUFFER : held;
        held = null;
        String type = look.isJson() ? "application/json" : head.contentType();
        if (!rest.isWhole()) {
            return BodyStream.behind(first, head.bodyBytes(), type, rest);
        }
        byte[] all = ByteBufUtil.getBytes(first);
        first.release();
        return new WholeBody(
                all.length == 0 ? new RequestBody.None() : new RequestBody.Whole(all, type));
    }

    void close() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    private int heldBytes() {
        return held == null ? 0 : held.readableBytes();
    }

    private static Refusal malformed(String detail, String remedy) {
        return new Refusal(RefusalCode.MALFORMED, "body", detail, remedy);
    }
}
