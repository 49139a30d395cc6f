package dev.gatehouse.broker.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes what a forge offers a pushing client (`info/refs?service=git-receive-pack`), as it
/// comes: no signed pushes (`push-cert`), no `session-id`, and no thin packs (`no-thin`), since a
/// pack must be complete to be looked into. What follows the first ref passes unread. Not
/// thread-safe.
public final class PushAdvertisement {
    private static final String SERVICE = "# service=git-receive-pack";

    private enum Place {
        SERVICE_LINE,
        SERVICE_END,
        FIRST_REF,
        REST
    }

    private final PacketReader packets = new PacketReader();
    private Place place = Place.SERVICE_LINE;

    /// What to send on; empty while the head is incomplete. After [NotGit] the answer is over.
    public byte[] accept(byte[] bytes) throws NotGit {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (place != Place.REST) {
            Optional<Packet> packet = packets.next(in);
            if (packet.isEmpty()) {
                return out.toByteArray();
            }
            out.writeBytes(changed(packet.get()));
        }
        out.write(bytes, in.position(), in.remaining());
        return out.toByteArray();
    }

    /// Nothing more comes. For a wiki that is not there yet Forgejo offers nothing behind the
    /// service.
    public byte[] end() throws NotGit {
        boolean offersNothing = place == Place.FIRST_REF && !packets.isWithin();
        if (place != Place.REST && !offersNothing) {
            throw new NotGit("the advertisement of refs ended before its first ref");
        }
        return new byte[0];
    }

    private byte[] changed(Packet packet) throws NotGit {
        PacketWriter out = new PacketWriter();
        switch (place) {
            case SERVICE_LINE -> {
                if (!(packet instanceof Packet.Line line)
                        || !SERVICE.equals(Text.of(line.chomped()))) {
                    throw new NotGit("the advertisement of refs does not begin with its service");
                }
                out.line(line.payload());
                place = Place.SERVICE_END;
            }
            case SERVICE_END -> {
                if (!(packet instanceof Packet.Flush)) {
                    throw new NotGit("the advertisement of refs has no flush behind its service");
                }
                out.flush();
                place = Place.FIRST_REF;
            }
            case FIRST_REF -> {
                if (!(packet instanceof Packet.Line line)) {
                    throw new NotGit("the advertisement of refs has no first ref");
                }
                out.line(firstRef(line.chomped()));
                place = Place.REST;
            }
            case REST -> throw new IllegalStateException("the rest passes unread");
        }
        return out.bytes();
    }

    /// The name of the ref is the forge's own and may be of any bytes.
    private static byte[] firstRef(byte[] line) throws NotGit {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int space = text.indexOf(' ');
        int nul = text.indexOf('\0');
        boolean isRef =
                space > 0
                        && nul > space + 1
                        && ObjectFormat.ofIdLength(space)
                                .filter(format -> format.isId(text.substring(0, space)))
                                .isPresent();
        if (!isRef) {
            throw new NotGit("the first line of the advertisement is not ID REF and capabilities");
        }
        String changed = text.substring(0, nul + 1) + capabilities(text.substring(nul + 1)) + "\n";
        if (changed.length() > Packet.MAX_PAYLOAD_BYTES) {
            throw new NotGit("the capabilities of the advertisement are too long");
        }
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String capabilities(String offered) {
        Stream<String> kept =
                Arrays.stream(offered.split(" ", -1)).filter(PushAdvertisement::isKept);
        return Stream.concat(kept, Stream.of("no-thin")).collect(Collectors.joining(" "));
    }

    private static boolean isKept(String capability) {
        return switch (capability.split("=", 2)[0]) {
            case "", "push-cert", "session-id", "no-thin" -> false;
            default -> true;
        };
    }
}
