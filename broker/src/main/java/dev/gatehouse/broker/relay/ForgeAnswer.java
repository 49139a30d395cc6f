package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.upstream.AnswerHead;
import dev.gatehouse.broker.upstream.AnswerSink;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

        /// There is no answer, or no more of it.
        void unanswered(Refusal refusal);

        /// The answer is not one to show.
        void withheld(Refusal refusal);
    }

    private static final int FIRST_NO_SUCCESS = 300;

    private final Services services;
    private final Admitted admitted;
    private final AnswerWriter writer;
    private final List<String> dropped;
    private final BooleanSupplier keepAlive;
    private final Listener listener;
    private @Nullable AttachmentScanner scanner;
    private long announcedBytes = Long.MAX_VALUE;
    private boolean over;

    ForgeAnswer(
            Services services,
            Admitted admitted,
            AnswerWriter writer,
            List<String> dropped,
            BooleanSupplier keepAlive,
            Listener listener) {
        this.services = services;
        this.admitted = admitted;
        this.writer = writer;
        this.dropped = dropped;
        this.keepAlive = keepAlive;
        this.listener = listener;
        attachmentsOf(admitted.route()).ifPresent(repository -> scanner = scanner(repository));
    }

    /// The exchange ended: whatever still comes is dropped.
    void close() {
        over = true;
        if (scanner != null) {
            scanner.close();
            scanner = null;
        }
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
                case Redirects.Fate.Shown shown -> location = Optional.of(shown.location());
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
        announcedBytes = length.map(Long::parseLong).orElse(Long.MAX_VALUE);
        writer.head(
                head.status(),
                new AnswerHeaders(services.origin()).of(head.headers()),
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
        if (writer.bodyBytes() + bytes.readableBytes() >= announcedBytes) {
            listener.lastByte();
        }
        writer.content(bytes);
    }

    @Override
    public void end() {
        if (!over) {
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
