package dev.gatehouse.broker.egress.rule;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an address is good for, by the special-purpose registries of IANA (RFC 6890) and what the
/// large clouds do with some of them. The documentation networks count as public: in some networks
/// they stand for mirrors.
public enum AddressKind {
    PUBLIC("a public address"),
    UNSPECIFIED("an unspecified address"),
    LOOPBACK("a loopback address"),
    PRIVATE("a private address"),
    SHARED("a carrier's or overlay's shared address"),
    LINK_LOCAL("a link-local address"),
    METADATA("a cloud's metadata service"),
    MULTICAST("a multicast address"),
    RESERVED("a reserved address"),
    TRANSLATED("an IPv6 address that stands for an IPv4 one");

    private record Row(AddressRange range, AddressKind kind) {}

    /// The first row that holds an address says what it is.
    private static final List<Row> ROWS =
            rows(
                    "169.254.169.254 metadata", // most clouds
                    "169.254.170.2 metadata", // AWS, of a container
                    "100.100.100.200 metadata", // Alibaba
                    "168.63.129.16 metadata", // Azure
                    "192.0.0.192 metadata", // Oracle
                    "fd00:ec2::254 metadata", // AWS
                    "fd20:ce::254 metadata", // Google
                    "0.0.0.0/8 unspecified",
                    "10.0.0.0/8 private",
                    "100.64.0.0/10 shared",
                    "127.0.0.0/8 loopback",
                    "169.254.0.0/16 link-local",
                    "172.16.0.0/12 private",
                    "192.0.0.0/24 reserved",
                    "192.88.99.0/24 reserved",
                    "192.168.0.0/16 private",
                    "198.18.0.0/15 reserved",
                    "224.0.0.0/4 multicast",
                    "240.0.0.0/4 reserved",
                    "::/128 unspecified",
                    "::1/128 loopback",
                    "::/96 reserved", // IPv4-compatible
                    "::ffff:0:0:0/96 reserved", // SIIT
                    "64:ff9b::/96 translated", // NAT64
                    "64:ff9b:1::/48 reserved", // NAT64 of a site's own
                    "100::/64 reserved",
                    "2001::/23 reserved", // Teredo among them
                    "2002::/16 reserved", // 6to4
                    "5f00::/16 reserved",
                    "fc00::/7 private",
                    "fe80::/10 link-local",
                    "fec0::/10 private",
                    "ff00::/8 multicast");

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    /// Such as `a private address`.
    public String words() {
        return words;
    }

    /// Whether the operator can open networks of this kind.
    public boolean canBeOpened() {
        return switch (this) {
            case LOOPBACK, PRIVATE, SHARED, TRANSLATED -> true;
            case PUBLIC, UNSPECIFIED, LINK_LOCAL, METADATA, MULTICAST, RESERVED -> false;
        };
    }

    public static AddressKind of(InetAddress address) {
        return ROWS.stream()
                .filter(row -> row.range().contains(address))
                .map(Row::kind)
                .findFirst()
                .orElse(PUBLIC);
    }

    /// The IPv4 address that a translated one stands for (RFC 6052, 2.2): what is sent to the one
    /// arrives at the other.
    public static Optional<InetAddress> behind(InetAddress address) {
        return of(address) == TRANSLATED
                ? Optional.of(AddressText.address(Arrays.copyOfRange(address.getAddress(), 12, 16)))
                : Optional.empty();
    }

    private static List<Row> rows(String... lines) {
        return Arrays.stream(lines)
                .map(line -> line.split(" ", -1))
                .map(words -> new Row(range(words[0]), word(words[1])))
                .toList();
    }

    private static AddressRange range(String text) {
        return AddressRange.read(text).orElseThrow();
    }

    private static AddressKind word(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
