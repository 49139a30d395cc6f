package dev.gatehouse.broker.egress.tls;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Follows what a client sends byte by byte, and checks each ClientHello: the first, which has to
/// come before anything else, and every later one. A server may ask for another (HelloRetryRequest,
/// RFC 8446, 4.1.4), and what counts then is the name in that.
///
/// Behind the first, records of other kinds pass. What no server takes for TLS passes too, and so
/// does all behind the first handshake message in clear that is no ClientHello: up to TLS 1.2 that
/// is the client's next word, and a retry is over. One instance follows one connection.
public final class ClientHellos {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int HEAD_BYTES = 5;
    private static final int MAX_HANDSHAKE_BYTES = 1 << 14;

    /// Of the message: behind its type and the three octets of its length.
    private static final int VERSION_AT = 4;

    private enum State {
        HEAD,
        HELLO,
        OTHER,
        OVER
    }

    private final Optional<String> expected;
    private final byte[] head = new byte[HEAD_BYTES];
    private final ByteArrayOutputStream hello = new ByteArrayOutputStream();

    private State state = State.HEAD;
    private boolean begun;
    private int headBytes;
    private int helloBytes;
    private int recordBytesLeft;

    /// @param expected the only server name that may come; none: no name may come
    public ClientHellos(Optional<String> expected) {
        this.expected = expected;
    }

    /// Whether the first ClientHello was whole and right.
    public boolean haveBegun() {
        return begun;
    }

    /// Whether the last bytes, from the begin of a record, may be those of a ClientHello: they have
    /// to be held.
    public boolean isUndecided() {
        return state == State.HELLO
                || (state == State.HEAD
                        && (hello.size() > 0 || (headBytes > 0 && head[0] == HANDSHAKE)));
    }

    /// How many of the next bytes need no look: the caller skips them by [#skip].
    public int skippableBytes() {
        return switch (state) {
            case OVER -> Integer.MAX_VALUE;
            case OTHER -> recordBytesLeft;
            case HEAD, HELLO -> 0;
        };
    }

    public void skip(int bytes) {
        if (state == State.OTHER) {
            recordBytesLeft -= bytes;
            if (recordBytesLeft == 0) {
                state = State.HEAD;
            }
        }
    }

    /// Takes one byte that is not skippable.
    ///
    /// @return what is wrong with it, safe to show
    public Optional<String> accept(byte octet) {
        if (state == State.HELLO) {
            return helloByte(octet);
        }
        if (headBytes == 0 && hello.size() == 0 && !canBegin(octet)) {
            return noHello("something other than a TLS handshake");
        }
        head[headBytes] = octet;
        headBytes++;
        return headBytes == HEAD_BYTES ? endOfHead() : Optional.empty();
    }

    private boolean canBegin(byte type) {
        return type == HANDSHAKE
                || (begun
                        && (type == CHANGE_CIPHER_SPEC
                                || type == ALERT
                                || type == APPLICATION_DATA));
    }

    private Optional<String> endOfHead() {
        headBytes = 0;
        recordBytesLeft = (head[3] & 0xff) << 8 | (head[4] & 0xff);
        if (head[0] == HANDSHAKE || hello.size() > 0) {
            hello.writeBytes(head);
            state = State.HELLO;
            boolean good =
                    head[0] == HANDSHAKE
                            && recordBytesLeft > 0
                            && recordBytesLeft <= MAX_HANDSHAKE_BYTES;
            return good ? Optional.empty() : endOfRecord();
        }
        state = recordBytesLeft > 0 ? State.OTHER : State.HEAD;
        return Optional.empty();
    }

    private Optional<String> helloByte(byte octet) {
        if (!canBeHello(helloBytes, octet)) {
            return noHello("a TLS handshake that does not begin with a ClientHello");
        }
        hello.write(octet);
        helloBytes++;
        recordBytesLeft--;
        return recordBytesLeft == 0 ? endOfRecord() : Optional.empty();
    }

    /// How a ClientHello of less than 64 KiB begins. An encrypted message looks so once in 2^32.
    private static boolean canBeHello(int at, byte octet) {
        return switch (at) {
            case 0 -> octet == 1;
            case 1 -> octet == 0;
            case VERSION_AT -> octet == 3;
            case VERSION_AT + 1 -> octet >= 0 && octet <= 4;
            default -> true;
        };
    }

    /// Wrong at the begin; later, the end of what has to be looked at.
    private Optional<String> noHello(String problem) {
        state = State.OVER;
        return begun ? Optional.empty() : Optional.of(problem);
    }

    private Optional<String> endOfRecord() {
        switch (ClientHello.read(hello.toByteArray())) {
            case HelloReading.Incomplete _ -> state = State.HEAD;
            case NoHello(String problem) -> {
                return Optional.of(problem);
            }
            case ClientHello found when !found.serverName().equals(expected) -> {
                return Optional.of(
                        found.serverName().isEmpty()
                                ? "a ClientHello that names no server"
                                : "a ClientHello that names another server than the CONNECT");
            }
            case ClientHello _ -> {
                hello.reset();
                helloBytes = 0;
                begun = true;
                state = State.HEAD;
            }
        }
        return Optional.empty();
    }
}
