package dev.gatehouse.broker.egress.tls;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A whole ClientHello (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2), of which only the server it names
/// counts.
///
/// Refused are an extension given twice (RFC 8446, 4.2), a `server_name` that is not exactly one
/// host name (RFC 6066, 3), and Encrypted Client Hello with its drafts, greased or not: behind it
/// the client may name any other server.
///
/// @param serverName in lower case; none where the client names no server
public record ClientHello(Optional<String> serverName) implements HelloReading {
    /// Of the message, the heads of its records included.
    public static final int MAX_BYTES = 64 * 1024;

    private static final int LEAST_VERSION = 0x0300;
    private static final int MOST_VERSION = 0x0304;
    private static final int RANDOM_BYTES = 32;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int FIRST_ENCRYPTED_HELLO = 0xfe00;
    private static final int LAST_ENCRYPTED_HELLO = 0xfe0f;
    private static final int ENCRYPTED_SERVER_NAME = 0xffce;

    /// Reads the first bytes of a connection. More bytes never change an answer but
    /// [HelloReading.Incomplete].
    public static HelloReading read(byte[] bytes) {
        try {
            Optional<byte[]> message = HelloRecords.message(bytes);
            return message.isPresent() ? hello(new Fields(message.get())) : new Incomplete();
        } catch (Unreadable unreadable) {
            return new NoHello(unreadable.problem());
        }
    }

    private static ClientHello hello(Fields hello) throws Unreadable {
        int version = hello.number(2);
        if (version < LEAST_VERSION || version > MOST_VERSION) {
            throw new Unreadable("a version of TLS that is none");
        }
        hello.skip(RANDOM_BYTES);
        hello.vector(1, 0, 32);
        hello.vector(2, 2, 0xfffe);
        hello.vector(1, 1, 0xff);
        if (hello.isEmpty()) {
            return new ClientHello(Optional.empty());
        }
        Fields extensions = hello.vector(2, 0, 0xffff);
        if (!hello.isEmpty()) {
            throw new Unreadable("a ClientHello with something behind its extensions");
        }
        return new ClientHello(serverName(extensions));
    }

    private static Optional<String> serverName(Fields extensions) throws Unreadable {
        Set<Integer> types = new HashSet<>();
        Optional<String> name = Optional.empty();
        while (!extensions.isEmpty()) {
            int type = extensions.number(2);
            Fields data = extensions.vector(2, 0, 0xffff);
            if (!types.add(type)) {
                throw new Unreadable("a ClientHello with an extension given twice");
            }
            if (type == ENCRYPTED_SERVER_NAME
                    || (type >= FIRST_ENCRYPTED_HELLO && type <= LAST_ENCRYPTED_HELLO)) {
                throw new Unreadable(
                        "an encrypted ClientHello (ECH), behind which another server may be meant");
            }
            if (type == SERVER_NAME) {
                name = Optional.of(hostName(data));
            }
        }
        return name;
    }

    private static String hostName(Fields data) throws Unreadable {
        Fields names = data.vector(2, 1, 0xffff);
        int type = names.number(1);
        String name = names.vector(2, 1, 0xffff).latin();
        if (type != HOST_NAME || !names.isEmpty() || !data.isEmpty()) {
            throw new Unreadable("a server_name that is not exactly one host name");
        }
        return folded(name);
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }
}
