package dev.gatehouse.broker.egress.rule;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as text, each in one form only: four decimal numbers, or RFC 5952.
public final class AddressText {
    private static final Pattern FOURTH =
            Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final int GROUPS = 8;

    private AddressText() {}

    /// The canonical text.
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? ofFourth(bytes) : ofSixth(bytes);
    }

    /// Reads IPv4 or IPv6, in canonical form only.
    static Optional<InetAddress> read(String text) {
        return text.indexOf(':') < 0 ? fourth(text) : sixth(text);
    }

    static Optional<InetAddress> fourth(String text) {
        if (!FOURTH.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        String[] numbers = text.split("\\.", -1);
        for (int at = 0; at < bytes.length; at++) {
            int number = Integer.parseInt(numbers[at]);
            if (number > 255) {
                return Optional.empty();
            }
            bytes[at] = (byte) number;
        }
        return Optional.of(address(bytes));
    }

    /// IPv4-mapped addresses are not read: they are IPv4, and Java makes them so.
    static Optional<InetAddress> sixth(String text) {
        int gap = text.indexOf("::");
        String[] head = groups(gap < 0 ? text : text.substring(0, gap));
        String[] tail = gap < 0 ? new String[0] : groups(text.substring(gap + 2));
        int count = head.length + tail.length;
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return Optional.empty();
        }
        byte[] bytes = new byte[2 * GROUPS];
        if (!put(head, bytes, 0) || !put(tail, bytes, GROUPS - tail.length)) {
            return Optional.empty();
        }
        return ofSixth(bytes).equals(text)
                ? Optional.of(address(bytes)).filter(read -> read.getAddress().length != 4)
                : Optional.empty();
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
        }
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static boolean put(String[] groups, byte[] bytes, int from) {
        for (int at = 0; at < groups.length; at++) {
            if (!GROUP.matcher(groups[at]).matches()) {
                return false;
            }
            int value = Integer.parseInt(groups[at], 16);
            bytes[2 * (from + at)] = (byte) (value >> 8);
            bytes[2 * (from + at) + 1] = (byte) value;
        }
        return true;
    }

    private static String ofFourth(byte[] bytes) {
        return (bytes[0] & 0xff)
                + "."
                + (bytes[1] & 0xff)
                + "."
                + (bytes[2] & 0xff)
                + "."
                + (bytes[3] & 0xff);
    }

    /// The longest run of two or more zero groups is left out, the first of equals (RFC 5952, 4.2).
    private static String ofSixth(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int at = 0; at < GROUPS; at++) {
            groups[at] = (bytes[2 * at] & 0xff) << 8 | (bytes[2 * at + 1] & 0xff);
        }
        int gap = -1;
        int gapLength = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > gapLength) {
                gap = from;
                gapLength = to - from;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int at = 0; at < GROUPS; at++) {
            if (at == gap) {
                text.append("::");
                at += gapLength - 1;
            } else {
                if (at > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[at]));
            }
        }
        return text.toString();
    }
}
