package dev.gatehouse.broker.egress.rule;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host that an agent names, in the one form the broker knows of it.
///
/// A name has letters, digits and hyphens between single dots (RFC 1123, 2.1), folded to lower
/// case. An address has its canonical form: four decimal numbers, or RFC 5952. Everything a
/// resolver may take for an address in another notation (`127.1`, `0x7f000001`, `2130706433`), a
/// trailing dot, zones and IPv4 within IPv6 are refused, so that one host has one name.
public sealed interface Host extends HostReading {
    int MAX_NAME_LENGTH = 253;
    int MAX_LABEL_LENGTH = 63;

    /// A host by its DNS name.
    record Name(String text) implements Host {}

    /// A host by its address.
    record Literal(InetAddress address) implements Host {
        @Override
        public String text() {
            return AddressText.of(address);
        }
    }

    /// The name or address, without brackets.
    String text();

    /// As it stands in a URL: an IPv6 address in brackets.
    default String inUrl() {
        String text = text();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    /// Reads a host as it stands in a URL or a CONNECT.
    static HostReading read(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]")
                    ? Reader.sixth(text.substring(1, text.length() - 1))
                    : new NoHost("an IPv6 address without its closing bracket");
        }
        return Reader.named(text);
    }

    /// Reads a host as it stands in the configuration, where IPv6 needs no brackets.
    static HostReading readBare(String text) {
        return text.indexOf(':') < 0 ? Reader.named(text) : Reader.sixth(text);
    }

    /// The steps of reading.
    final class Reader {
        private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

        /// What resolvers of one kind or another take for a number (WHATWG URL, 3.5).
        private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

        private Reader() {}

        static HostReading sixth(String text) {
            String folded = text.toLowerCase(Locale.ROOT);
            Optional<InetAddress> address = AddressText.sixth(folded);
            if (address.isEmpty()) {
                return new NoHost(
                        "an IPv6 address that is not in its one canonical form"
                                + " (RFC 5952, no zone, no IPv4 in it)");
            }
            return new Host.Literal(address.get());
        }

        static HostReading named(String text) {
            String folded = folded(text);
            if (folded.isEmpty()) {
                return new NoHost("no host");
            }
            if (folded.endsWith(".")) {
                return new NoHost("a host with a dot at its end; leave the dot off");
            }
            if (folded.length() > MAX_NAME_LENGTH) {
                return new NoHost("a host of more than " + MAX_NAME_LENGTH + " characters");
            }
            for (String label : folded.split("\\.", -1)) {
                if (label.length() > MAX_LABEL_LENGTH) {
                    return new NoHost(
                            "a host with a label of more than " + MAX_LABEL_LENGTH + " characters");
                }
                if (!LABEL.matcher(label).matches()) {
                    return new NoHost(
                            "a host that is not letters, digits and inner hyphens between single"
                                    + " dots");
                }
            }
            if (NUMBER.matcher(folded.substring(folded.lastIndexOf('.') + 1)).matches()) {
                return AddressText.fourth(folded)
                        .<HostReading>map(Host.Literal::new)
                        .orElseGet(() ->
                                new NoHost(
                                        "an IP address in a notation other than four decimal"
                                                + " numbers"));
            }
            return new Host.Name(folded);
        }

        /// ASCII letters only: no other letter folds into one of them here.
        private static String folded(String text) {
            StringBuilder folded = new StringBuilder(text.length());
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            }
            return folded.toString();
        }
    }
}
