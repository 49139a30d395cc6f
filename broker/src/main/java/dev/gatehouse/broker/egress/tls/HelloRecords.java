package dev.gatehouse.broker.egress.tls;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Takes the first handshake message out of the TLS records it comes in (RFC 8446, 5.1). A message
/// may be spread over several records, but they hold nothing else.
final class HelloRecords {
    /// More than any client needs: post-quantum key shares take a few KiB.
    static final int MAX_RECORDS = 64;

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MAJOR_VERSION = 3;
    private static final int HIGHEST_MINOR_VERSION = 4;
    private static final int RECORD_HEAD_BYTES = 5;
    private static final int MESSAGE_HEAD_BYTES = 4;
    private static final int MAX_RECORD_BYTES = 1 << 14;

    private HelloRecords() {}

    /// @return the message's body; none while it is not whole
    static Optional<byte[]> message(byte[] bytes) throws Unreadable {
        ByteArrayOutputStream message = new ByteArrayOutputStream(2048);
        int at = 0;
        for (int records = 0; at < bytes.length; records++) {
            if (records == MAX_RECORDS) {
                throw new Unreadable("a ClientHello in more than " + MAX_RECORDS + " records");
            }
            checkHead(bytes, at);
            if (bytes.length - at < RECORD_HEAD_BYTES) {
                return Optional.empty();
            }
            int length = (bytes[at + 3] & 0xff) << 8 | (bytes[at + 4] & 0xff);
            if (length == 0 || length > MAX_RECORD_BYTES) {
                throw new Unreadable("a TLS record that is empty or too long");
            }
            at += RECORD_HEAD_BYTES;
            if (at + length > ClientHello.MAX_BYTES) {
                throw new Unreadable(
                        "a ClientHello of more than " + ClientHello.MAX_BYTES + " bytes");
            }
            int here = Math.min(length, bytes.length - at);
            message.write(bytes, at, here);
            at += here;
            Optional<byte[]> body = body(message.toByteArray(), here == length);
            if (body.isPresent() || here < length) {
                return body;
            }
        }
        return Optional.empty();
    }

    private static void checkHead(byte[] bytes, int at) throws Unreadable {
        if (bytes[at] != HANDSHAKE) {
            throw new Unreadable("something other than a TLS handshake");
        }
        if (bytes.length > at + 1 && bytes[at + 1] != MAJOR_VERSION) {
            throw new Unreadable("a version of TLS that is none");
        }
        if (bytes.length > at + 2 && (bytes[at + 2] < 0 || bytes[at + 2] > HIGHEST_MINOR_VERSION)) {
            throw new Unreadable("a version of TLS that is none");
        }
    }

    /// @param recordWhole whether the record these bytes end with is there to its end
    private static Optional<byte[]> body(byte[] message, boolean recordWhole) throws Unreadable {
        if (message.length > 0 && message[0] != CLIENT_HELLO) {
            throw new Unreadable("a TLS handshake that does not begin with a ClientHello");
        }
        if (message.length < MESSAGE_HEAD_BYTES) {
            return Optional.empty();
        }
        int length = (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff);
        int there = message.length - MESSAGE_HEAD_BYTES;
        if (there > length) {
            throw new Unreadable("more than a ClientHello in its TLS record");
        }
        if (there < length || !recordWhole) {
            return Optional.empty();
        }
        byte[] body = new byte[length];
        System.arraycopy(message, MESSAGE_HEAD_BYTES, body, 0, length);
        return Optional.of(body);
    }
}
