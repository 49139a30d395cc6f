package dev.gatehouse.broker.egress.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Builds ClientHellos byte by byte, the bad ones too.
public final class TestingHello {
    private final List<byte[]> extensions = new ArrayList<>();
    private byte[] tail = new byte[0];
    private byte[] version = {3, 3};

    private TestingHello() {}

    public static TestingHello bare() {
        return new TestingHello();
    }

    /// A good one.
    public static TestingHello naming(String name) {
        return bare().extension(43, new byte[] {2, 3, 4}).serverName(name);
    }

    public TestingHello serverName(String name) {
        return extension(0, names(entry(0, name)));
    }

    public TestingHello extension(int type, byte[] data) {
        extensions.add(join(number(type, 2), vector(2, data)));
        return this;
    }

    public TestingHello version(int major, int minor) {
        version = new byte[] {(byte) major, (byte) minor};
        return this;
    }

    /// Bytes behind the extensions.
    public TestingHello tail(byte... bytes) {
        tail = bytes;
        return this;
    }

    public static byte[] names(byte[]... entries) {
        return vector(2, join(entries));
    }

    public static byte[] entry(int type, String name) {
        return join(number(type, 1), vector(2, name.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// The handshake message.
    public byte[] message() {
        byte[] body =
                join(
                        version,
                        new byte[32],
                        vector(1, new byte[32]),
                        vector(2, new byte[] {0x13, 1}),
                        vector(1, new byte[] {0}),
                        extensions.isEmpty()
                                ? new byte[0]
                                : vector(2, join(extensions.toArray(byte[][]::new))),
                        tail);
        return join(number(1, 1), vector(3, body));
    }

    /// In one record.
    public byte[] bytes() {
        return record(message());
    }

    /// In records of so many bytes each.
    public byte[] inRecordsOf(int bytes) {
        byte[] message = message();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int at = 0; at < message.length; at += bytes) {
            records.writeBytes(
                    record(Arrays.copyOfRange(message, at, Math.min(message.length, at + bytes))));
        }
        return records.toByteArray();
    }

    public static byte[] record(byte[] content) {
        return join(new byte[] {22, 3, 1}, vector(2, content));
    }

    public static byte[] vector(int lengthOctets, byte[] content) {
        return join(number(content.length, lengthOctets), content);
    }

    public static byte[] number(int value, int octets) {
        byte[] bytes = new byte[octets];
        for (int at = 0; at < octets; at++) {
            bytes[at] = (byte) (value >> (8 * (octets - 1 - at)));
        }
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
