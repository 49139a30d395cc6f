package dev.gatehouse.broker.relay.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Takes the one file out of an agent's form and puts it into a form of the broker's own, while it
/// streams. Forgejo reads `token`, `sudo` and `external_url` from any part of a form, so a second
/// part ends the upload before the new form is whole, and Forgejo never gets to act on it.
///
/// Accepts exactly (RFC 7578): the boundary, one part named `attachment` with a file name, the
/// closing boundary, nothing before and nothing but a line end after. Not thread-safe; one for one
/// request.
public final class UploadEnvelope {
    /// What to do after a piece.
    sealed interface Step {
        /// @param pieces to send on, in this order; the taker releases them
        record Pass(List<ByteBuf> pieces) implements Step {}

        /// @param problem safe to show
        record Refuse(String problem) implements Step {}
    }

    private enum State {
        PART_HEAD,
        FILE,
        AFTER
    }

    private static final int MAX_PART_HEAD_BYTES = 4 * 1024;

    /// An agent that could foresee the boundary could end the part by it and begin another.
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final byte[] HEAD_END = ascii("\r\n\r\n");

    private final byte[] opening;
    private final byte[] delimiter;
    private final String ownBoundary;
    private byte[] held = {};
    private State state = State.PART_HEAD;

    UploadEnvelope(String boundary) {
        this.opening = ascii("--" + boundary + "\r\n");
        this.delimiter = ascii("\r\n--" + boundary);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        this.ownBoundary = "gatehouse" + HexFormat.of().formatHex(random);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + ownBoundary;
    }

    /// @param bytes not released here
    Step accept(ByteBuf bytes, boolean last) {
        byte[] all = new byte[held.length + bytes.readableBytes()];
        System.arraycopy(held, 0, all, 0, held.length);
        bytes.getBytes(bytes.readerIndex(), all, held.length, bytes.readableBytes());
        List<ByteBuf> out = new ArrayList<>();
        Optional<String> problem =
                switch (state) {
                    case PART_HEAD -> partHead(all, out);
                    case FILE -> file(all, 0, out);
                    case AFTER -> after(all);
                };
        if (problem.isEmpty() && last && !isClosed()) {
            problem = Optional.of("the form ends before its closing boundary");
        }
        if (problem.isPresent()) {
            out.forEach(ByteBuf::release);
            return new Step.Refuse(problem.get());
        }
        if (last) {
            out.add(Unpooled.wrappedBuffer(ascii("\r\n--" + ownBoundary + "--\r\n")));
        }
        return new Step.Pass(out);
    }

    private Optional<String> partHead(byte[] all, List<ByteBuf> out) {
        int common = Math.min(all.length, opening.length);
        for (int at = 0; at < common; at++) {
            if (all[at] != opening[at]) {
                return Optional.of("the form does not begin with its boundary");
            }
        }
        int end = indexOf(HEAD_END, all, 0);
        if ((end < 0 ? all.length : end) > MAX_PART_HEAD_BYTES) {
            return Optional.of("the part's head is larger than " + MAX_PART_HEAD_BYTES + " bytes");
        }
        if (end < 0) {
            held = all;
            return Optional.empty();
        }
        String head =
                new String(
                        all,
                        opening.length,
                        Math.max(0, end - opening.length),
                        StandardCharsets.UTF_8);
        Optional<String> fileName = UploadPart.fileName(head);
        if (fileName.isEmpty()) {
            return Optional.of(
                    "the form's part is not a file named attachment, or the file's own name holds"
                            + " a quote, a backslash or a control character");
        }
        out.add(
                Unpooled.wrappedBuffer(
                        ("--"
                                        + ownBoundary
                                        + "\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\""
                                        + fileName.get()
                                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8)));
        state = State.FILE;
        return file(all, end + HEAD_END.length, out);
    }

    /// What may be the beginning of the delimiter is held back.
    private Optional<String> file(byte[] all, int from, List<ByteBuf> out) {
        int end = indexOf(delimiter, all, from);
        int fileEnd = end >= 0 ? end : Math.max(from, all.length - delimiter.length + 1);
        if (fileEnd > from) {
            out.add(Unpooled.wrappedBuffer(all, from, fileEnd - from));
        }
        if (end < 0) {
            held = Arrays.copyOfRange(all, fileEnd, all.length);
            return Optional.empty();
        }
        state = State.AFTER;
        return after(Arrays.copyOfRange(all, end + delimiter.length, all.length));
    }

    private Optional<String> after(byte[] rest) {
        held = rest;
        String text = new String(rest, 0, Math.min(rest.length, 8), StandardCharsets.ISO_8859_1);
        return "--\r\n".startsWith(text)
                ? Optional.empty()
                : Optional.of("the form has more than one part");
    }

    private boolean isClosed() {
        String end = new String(held, StandardCharsets.ISO_8859_1);
        return state == State.AFTER && (end.equals("--") || end.equals("--\r\n"));
    }

    private static int indexOf(byte[] needle, byte[] all, int from) {
        if (from >= all.length) {
            return -1;
        }
        int found =
                ByteBufUtil.indexOf(
                        Unpooled.wrappedBuffer(needle),
                        Unpooled.wrappedBuffer(all, from, all.length - from));
        return found < 0 ? -1 : from + found;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
