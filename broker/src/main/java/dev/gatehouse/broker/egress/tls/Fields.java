package dev.gatehouse.broker.egress.tls;

/// Reads the fields of a handshake message one after the other (RFC 8446, 3).
final class Fields {
    private final byte[] bytes;
    private final int end;
    private int at;

    Fields(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Fields(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isEmpty() {
        return at == end;
    }

    int length() {
        return end - at;
    }

    int number(int octets) throws Unreadable {
        need(octets);
        int value = 0;
        for (int octet = 0; octet < octets; octet++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    void skip(int octets) throws Unreadable {
        need(octets);
        at += octets;
    }

    /// A vector behind its length.
    Fields vector(int lengthOctets, int least, int most) throws Unreadable {
        int length = number(lengthOctets);
        if (length < least || length > most) {
            throw new Unreadable("a ClientHello with a field of a length that is not allowed");
        }
        need(length);
        Fields vector = new Fields(bytes, at, at + length);
        at += length;
        return vector;
    }

    /// The rest, each octet one character.
    String latin() {
        StringBuilder text = new StringBuilder(length());
        while (at < end) {
            text.append((char) (bytes[at++] & 0xff));
        }
        return text.toString();
    }

    private void need(int octets) throws Unreadable {
        if (end - at < octets) {
            throw new Unreadable("a ClientHello that ends in the middle of a field");
        }
    }
}
