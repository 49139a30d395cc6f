package dev.gatehouse.broker.relay.answer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Puts another beginning to the forge's addresses in a JSON answer, as it streams through: in
/// texts that are the value of `url`, `href`, `link` or `..._url`, and begin with the forge's own
/// address. `html_url` is for people, and stays; so does every other text.
public final class AddressRewriter {
    private static final int MOST_KEY_BYTES = 64;

    private enum Place {
        /// Between texts.
        OUTSIDE,
        /// In a text; whether it is a key shows only behind it.
        TEXT,
        ESCAPE,
        /// In a text that is an address, as long as it may begin with the forge's.
        ADDRESS
    }

    private final List<byte[]> own;
    private final byte[] base;
    private final StringBuilder text = new StringBuilder(MOST_KEY_BYTES);
    private final byte[] held;
    private int heldBytes;
    private Place place = Place.OUTSIDE;
    private boolean addressFollows;

    /// @param own the forge's addresses, without a slash at their end
    /// @param base what is put in their place, without a slash at its end
    AddressRewriter(List<String> own, String base) {
        this.own = own.stream().map(one -> one.getBytes(StandardCharsets.UTF_8)).toList();
        this.base = base.getBytes(StandardCharsets.UTF_8);
        this.held = new byte[this.own.stream().mapToInt(one -> one.length).max().orElse(0) + 1];
    }

    /// @param piece released by the caller
    public ByteBuf rewrite(ByteBuf piece, ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(piece.readableBytes() + held.length + base.length);
        while (piece.isReadable()) {
            step(piece.readByte(), out);
        }
        return out;
    }

    private void step(byte octet, ByteBuf out) {
        switch (place) {
            case OUTSIDE -> outside(octet, out);
            case TEXT -> {
                if (octet == '\\') {
                    place = Place.ESCAPE;
                } else if (octet == '"') {
                    place = Place.OUTSIDE;
                } else if (text.length() < MOST_KEY_BYTES) {
                    text.append((char) octet);
                }
                out.writeByte(octet);
            }
            case ESCAPE -> {
                // No key of the forge's has one.
                text.setLength(0);
                place = Place.TEXT;
                out.writeByte(octet);
            }
            case ADDRESS -> address(octet, out);
        }
    }

    private void outside(byte octet, ByteBuf out) {
        out.writeByte(octet);
        switch (octet) {
            case '"' -> {
                place = addressFollows ? Place.ADDRESS : Place.TEXT;
                addressFollows = false;
                text.setLength(0);
            }
            case ':' -> addressFollows = isAddress(text.toString());
            case ' ', '\t', '\r', '\n' -> {}
            default -> addressFollows = false;
        }
    }

    private void address(byte octet, ByteBuf out) {
        boolean ends = octet == '"' || octet == '/' || octet == '?' || octet == '#';
        if (ends && isOwn()) {
            out.writeBytes(base);
            heldBytes = 0;
            leaveAddress(octet, out);
            return;
        }
        held[heldBytes++] = octet;
        if (octet == '"' || octet == '\\' || !mayBeOwn()) {
            out.writeBytes(held, 0, heldBytes - 1);
            heldBytes = 0;
            leaveAddress(octet, out);
        }
    }

    private void leaveAddress(byte octet, ByteBuf out) {
        place = Place.TEXT;
        step(octet, out);
    }

    private boolean isOwn() {
        return own.stream().anyMatch(one -> one.length == heldBytes && isBeginning(one));
    }

    private boolean mayBeOwn() {
        return own.stream().anyMatch(one -> one.length >= heldBytes && isBeginning(one));
    }

    private boolean isBeginning(byte[] address) {
        for (int i = 0; i < heldBytes; i++) {
            if (address[i] != held[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String key) {
        return switch (key) {
            case "url", "href", "link" -> true;
            case "html_url" -> false;
            default -> key.endsWith("_url");
        };
    }
}
