package dev.gatehouse.broker.egress.rule;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses that share their first bits (RFC 4632, RFC 4291). An IPv4 range holds no IPv6
/// address, and the other way round.
public record AddressRange(InetAddress network, int prefixBits) {
    private static final Pattern SHAPE =
            Pattern.compile("([0-9a-f.:]{2,39})(?:/(0|[1-9][0-9]{0,2}))?");

    public AddressRange {
        byte[] bytes = network.getAddress();
        if (prefixBits < 0 || prefixBits > 8 * bytes.length) {
            throw new IllegalArgumentException("a prefix is not longer than its address");
        }
        for (int bit = prefixBits; bit < 8 * bytes.length; bit++) {
            if (bit(bytes, bit)) {
                throw new IllegalArgumentException("a network has no bits behind its prefix");
            }
        }
    }

    /// Reads `network/bits`, or one address, in canonical form only.
    public static Optional<AddressRange> read(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        Optional<InetAddress> network = AddressText.read(shape.group(1));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = network.get().getAddress();
        int bits = shape.group(2) == null ? 8 * bytes.length : Integer.parseInt(shape.group(2));
        if (bits > 8 * bytes.length) {
            return Optional.empty();
        }
        for (int bit = bits; bit < 8 * bytes.length; bit++) {
            if (bit(bytes, bit)) {
                return Optional.empty();
            }
        }
        return Optional.of(new AddressRange(network.get(), bits));
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            if (bit(ours, bit) != bit(theirs, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int at) {
        return (bytes[at / 8] >> (7 - at % 8) & 1) != 0;
    }

    @Override
    public String toString() {
        return AddressText.of(network) + "/" + prefixBits;
    }
}
