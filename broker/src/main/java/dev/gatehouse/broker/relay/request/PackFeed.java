package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.quarantine.PackFile;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The commands of a push and, behind them, its pack as it was looked into: the very file, read a
/// piece at a time on threads of its own, no faster than Forgejo takes it.
public final class PackFeed implements OutboundBody {
    private static final Logger LOG = LoggerFactory.getLogger(PackFeed.class);
    private static final Refusal UNREADABLE =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "quarantine",
                    "the broker cannot read the pack that it kept",
                    "push again; the operator finds the cause in the broker's log");
    private static final int PIECE_BYTES = 256 * 1024;

    private final byte[] commands;
    private final PackFile pack;
    private final String contentType;
    private @Nullable FileChannel file;
    private @Nullable UpstreamCall call;
    private long sentBytes;
    private boolean wanted = true;
    private boolean reading;
    private boolean over;

    PackFeed(byte[] commands, PackFile pack, String contentType) {
        this.commands = commands;
        this.pack = pack;
        this.contentType = contentType;
    }

    @Override
    public RequestBody body() {
        return new RequestBody.Streamed(
                OptionalLong.of(commands.length + pack.bytes()), contentType);
    }

    @Override
    public void begin(UpstreamCall started) {
        call = started;
        started.body(Unpooled.wrappedBuffer(commands));
        started.flush();
        next();
    }

    @Override
    public Optional<Refusal> accept(UpstreamCall started, ByteBuf bytes, boolean last) {
        return Optional.empty();
    }

    @Override
    public void writable(boolean writable) {
        wanted = writable;
        next();
    }

    private void next() {
        UpstreamCall to = call;
        if (over || reading || !wanted || to == null) {
            return;
        }
        if (sentBytes == pack.bytes()) {
            over = true;
            to.endOfBody();
            closeFile();
            return;
        }
        reading = true;
        Thread.ofVirtual().name("pack").start(() -> read(to));
    }

    private void read(UpstreamCall to) {
        ByteBuffer piece =
                ByteBuffer.allocate((int) Math.min(PIECE_BYTES, pack.bytes() - sentBytes));
        try {
            FileChannel from = file;
            if (from == null) {
                from = FileChannel.open(pack.path());
                file = from;
            }
            while (piece.hasRemaining()) {
                if (from.read(piece, sentBytes + piece.position()) < 0) {
                    throw new IOException("the pack is shorter than it was");
                }
            }
            to.execute(() -> send(to, piece.flip()));
        } catch (IOException unreadable) {
            LOG.error("a pack in quarantine cannot be read", unreadable);
            to.execute(() -> to.breakOff(UNREADABLE));
        }
    }

    private void send(UpstreamCall to, ByteBuffer piece) {
        reading = false;
        if (over) {
            closeFile();
            return;
        }
        sentBytes += piece.remaining();
        to.body(Unpooled.wrappedBuffer(piece));
        to.flush();
        next();
    }

    @Override
    public void close() {
        over = true;
        if (!reading) {
            closeFile();
        }
        Thread.ofVirtual().name("quarantine").start(pack::close);
    }

    private void closeFile() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException unclosed) {
            LOG.warn("a pack in quarantine was not closed: {}", unclosed.toString());
        }
    }
}
