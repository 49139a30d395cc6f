package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.git.NotGit;
import dev.gatehouse.broker.git.PushAdvertisement;
import dev.gatehouse.broker.relay.answer.AddressRewriter;
import dev.gatehouse.broker.relay.answer.AnswerHeaders;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.broker.relay.answer.AttachmentScanner;
import dev.gatehouse.broker.relay.answer.HeldAnswer;
import dev.gatehouse.broker.relay.answer.LfsBatchAnswer;
import dev.gatehouse.broker.relay.answer.Redirects;
import dev.gatehouse.broker.relay.request.RequestHead;
import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.http.AnswerHead;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgejo's answer on its way to the agent: header fields by the allow-list, redirects by the
/// policy, attachments remembered, the body piece by piece.
final class ForgeAnswer implements AnswerSink {
    /// What the exchange hears of its answer.
    interface Listener {
        /// A streamed body is wanted now.
        void bodyWanted();

        /// Whether more of the body is wanted just now.
        void bodyWritable(boolean writable);

        /// The last byte is about to go to the agent.
        void lastByte();

        /// The answer is whole.
        void answered();

        /// The answer is whole, and this is what is shown of it.
        void rewritten(byte[] json);

        /// There is no answer, or no more of it.
        void unanswered(Refusal refusal);

        /// The answer is not one to show.
        void withheld(Refusal refusal);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ForgeAnswer.class);
    private static final int FIRST_NO_SUCCESS = 300;
    private static final Refusal UNREADABLE =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "upstream",
                    "Forgejo's answer cannot be read",
                    "try again later; the operator finds the cause in the broker's log");

    private final Services services;
    private final Admitted admitted;
    private final RequestHead asked;
    private final AnswerWriter writer;
    private final List<String> dropped;
    private final BooleanSupplier keepAlive;
    private final Listener listener;
    private @Nullable AttachmentScanner scanner;
    private @Nullable PushAdvertisement advertisement;
    private @Nullable AnswerHead advertised;
    private @Nullable HeldAnswer held;
    private @Nullable AddressRewriter rewriter;
    private long announcedBytes = Long.MAX_VALUE;
    private boolean over;

    /// @param asked says how the agent calls this broker
    ForgeAnswer(
            Services services,
            Admitted admitted,
            RequestHead asked,
            AnswerWriter writer,
            List<String> dropped,
            BooleanSupplier keepAlive,
            Listener listener) {
        this.services = services;
        this.admitted = admitted;
        this.asked = asked;
        this.writer = writer;
        this.dropped = dropped;
        this.keepAlive = keepAlive;
        this.listener = listener;
        attachmentsOf(admitted.route()).ifPresent(repository -> scanner = scanner(repository));
    }

    /// The exchange ended: whatever still comes is dropped.
    void close() {
        over = true;
        scanner = null;
    }

    @Override
    public void ready() {
        if (!over) {
            listener.bodyWanted();
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        listener.bodyWritable(writable);
    }

    @Override
    public void head(AnswerHead head) {
        if (over) {
            return;
        }
        Optional<String> location = Optional.empty();
        if (Redirects.isRedirect(head.status())) {
            Redirects redirects =
                    new Redirects(services.router(), services.admissions(), services.origin());
            switch (redirects.fate(admitted.asking(), value(head, HttpHeaderNames.LOCATION))) {
                case Redirects.Fate.Shown shown ->
                        location = Optional.of(asked.base() + shown.location());
                case Redirects.Fate.Refused refused -> {
                    listener.withheld(refused.refusal());
                    return;
                }
            }
        }
        if (head.status() >= FIRST_NO_SUCCESS) {
            scanner = null;
        }
        Optional<String> length = value(head, HttpHeaderNames.CONTENT_LENGTH);
        if (head.status() < FIRST_NO_SUCCESS) {
            if (advertisesPush(admitted.route())) {
                advertisement = new PushAdvertisement();
                advertised = head;
                return;
            } else if (admitted.route() instanceof Route.Lfs lfs && lfs.call() == LfsCall.BATCH) {
                held = new HeldAnswer(batch(lfs)::rewrite);
                return;
            }
        }
        if (!asked.base().isEmpty() && isJson(head)) {
            rewriter = services.origin().rewriter(asked.base());
            length = Optional.empty();
        }
        announcedBytes = length.map(Long::parseLong).orElse(Long.MAX_VALUE);
        begin(head, length, location);
    }

    private void begin(AnswerHead head, Optional<String> length, Optional<String> location) {
        writer.head(
                head.status(),
                new AnswerHeaders(services.origin(), asked.base()).of(head.headers()),
                length,
                location,
                dropped,
                keepAlive.getAsBoolean());
    }

    @Override
    public void content(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        if (scanner != null) {
            scanner.scan(bytes);
        }
        if (held != null) {
            held.add(bytes);
            bytes.release();
            return;
        }
        if (advertisement != null) {
            advertise(advertisement, bytes);
            return;
        }
        if (writer.bodyBytes() + bytes.readableBytes() >= announcedBytes) {
            listener.lastByte();
        }
        if (rewriter != null) {
            ByteBuf rewritten = rewriter.rewrite(bytes, bytes.alloc());
            bytes.release();
            writer.content(rewritten);
            return;
        }
        writer.content(bytes);
    }

    private static boolean isJson(AnswerHead head) {
        return value(head, HttpHeaderNames.CONTENT_TYPE)
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    /// Git must not be offered what the broker does not take.
    private void advertise(PushAdvertisement offered, ByteBuf bytes) {
        try {
            byte[] changed = offered.accept(ByteBufUtil.getBytes(bytes));
            if (changed.length > 0) {
                beginAdvertised();
                writer.content(Unpooled.wrappedBuffer(changed));
            }
        } catch (NotGit problem) {
            LOG.warn("Forgejo's refs cannot be read: {}", problem.getMessage());
            listener.unanswered(UNREADABLE);
        } finally {
            bytes.release();
        }
    }

    /// The head waits for the first bytes of git's, so that a refusal can take its place.
    private void beginAdvertised() {
        AnswerHead head = advertised;
        if (head != null) {
            advertised = null;
            begin(head, Optional.empty(), Optional.empty());
        }
    }

    /// Nothing of an answer that breaks off in its first line is sent on.
    private boolean isComplete() {
        try {
            if (advertisement != null) {
                advertisement.end();
            }
            return true;
        } catch (NotGit problem) {
            LOG.warn("Forgejo's refs cannot be read: {}", problem.getMessage());
            return false;
        }
    }

    @Override
    public void end() {
        if (!over && held != null) {
            held.rewritten()
                    .ifPresentOrElse(listener::rewritten, () -> listener.unanswered(UNREADABLE));
        } else if (!over && !isComplete()) {
            listener.unanswered(UNREADABLE);
        } else if (!over) {
            listener.lastByte();
            writer.end();
            listener.answered();
        }
    }

    @Override
    public void failed(Refusal refusal) {
        if (!over) {
            listener.unanswered(refusal);
        }
    }

    private AttachmentScanner scanner(RepositoryName repository) {
        return new AttachmentScanner(uuid ->
                services.attachments()
                        .remember(admitted.asking().agent().name(), uuid, repository));
    }

    private LfsBatchAnswer batch(Route.Lfs route) {
        return new LfsBatchAnswer(
                services.router(),
                services.origin(),
                route,
                asked.host(),
                admitted.asking().agent().limits().packBytes().orElse(Long.MAX_VALUE),
                (oid, href) ->
                        services.forge()
                                .storage()
                                .remember(
                                        admitted.asking().agent().name(),
                                        route.repository(),
                                        oid,
                                        href));
    }

    private static boolean advertisesPush(Route route) {
        return route instanceof Route.Git git
                && git.advertisement()
                && git.service() == GitService.RECEIVE_PACK;
    }

    private static Optional<RepositoryName> attachmentsOf(Route route) {
        return route instanceof Route.Api api
                        && api.operation().effects().contains(Effect.SHOWS_ATTACHMENTS)
                ? api.repository()
                : Optional.empty();
    }

    private static Optional<String> value(AnswerHead head, CharSequence name) {
        return Optional.ofNullable(head.headers().get(name));
    }
}
