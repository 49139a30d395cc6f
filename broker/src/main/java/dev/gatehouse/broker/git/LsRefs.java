package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Asks a forge for the heads of its branches by protocol version 2 (gitprotocol-v2, `ls-refs`).
public final class LsRefs {
    private static final String HEADS = "refs/heads/";

    private LsRefs() {}

    public static byte[] request(ObjectFormat format) {
        return new PacketWriter()
                .line("command=ls-refs\n")
                .line(PushRequest.OBJECT_FORMAT + format.word() + "\n")
                .delimiter()
                .line("ref-prefix " + HEADS + "\n")
                .flush()
                .bytes();
    }

    /// Ids by ref. Left out are other refs than branches, since the prefix is a wish that a forge
    /// may pass over, and branches whose names no push could hold. Refuses an answer that is cut,
    /// says anything twice or has ids of two lengths.
    public static Map<String, String> parse(byte[] answer) throws NotGit {
        PacketReader packets = new PacketReader();
        ByteBuffer in = ByteBuffer.wrap(answer);
        Map<String, String> heads = new LinkedHashMap<>();
        while (true) {
            Packet packet =
                    packets.next(in).orElseThrow(() -> new NotGit("the list of refs is cut"));
            if (packet instanceof Packet.Line line) {
                add(line.chomped(), heads);
            } else if (packet instanceof Packet.Flush && !in.hasRemaining()) {
                return checked(heads);
            } else {
                throw new NotGit("the list of refs does not end with its flush");
            }
        }
    }

    private static void add(byte[] line, Map<String, String> heads) throws NotGit {
        String[] words = new String(line, StandardCharsets.ISO_8859_1).split(" ", 3);
        Optional<ObjectFormat> format = ObjectFormat.ofIdLength(words[0].length());
        if (words.length < 2 || format.isEmpty() || !format.get().isId(words[0])) {
            throw new NotGit("a line of the list of refs is not ID REF");
        }
        Optional<String> head =
                Text.ifUtf8(words[1].getBytes(StandardCharsets.ISO_8859_1))
                        .filter(ref -> ref.startsWith(HEADS) && RefName.problem(ref).isEmpty());
        if (head.isPresent() && heads.put(head.get(), words[0]) != null) {
            throw new NotGit("the list of refs names one twice");
        }
    }

    private static Map<String, String> checked(Map<String, String> heads) throws NotGit {
        if (heads.values().stream().map(String::length).distinct().count() > 1) {
            throw new NotGit("the list of refs has ids of two lengths");
        }
        return heads;
    }
}
