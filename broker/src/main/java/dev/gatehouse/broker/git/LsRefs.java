package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
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

    /// Ids by ref. Other refs than branches are left out: the prefix is a wish that a forge may
    /// pass over. Refuses an answer that is cut, or says anything twice.
    public static Map<String, String> parse(byte[] answer) throws NotGit {
        PacketReader packets = new PacketReader();
        ByteBuffer in = ByteBuffer.wrap(answer);
        Map<String, String> heads = new LinkedHashMap<>();
        while (true) {
            Optional<Packet> packet = packets.next(in);
            if (packet.isEmpty()) {
                throw new NotGit("the list of refs is cut");
            }
            if (packet.get() instanceof Packet.Line line) {
                add(Text.of(line.chomped()), heads);
            } else if (packet.get() instanceof Packet.Flush && !in.hasRemaining()) {
                return heads;
            } else {
                throw new NotGit("the list of refs does not end with its flush");
            }
        }
    }

    private static void add(String line, Map<String, String> heads) throws NotGit {
        String[] words = line.split(" ", 3);
        boolean isRef =
                words.length >= 2
                        && ObjectFormat.ofIdLength(words[0].length())
                                .filter(format -> format.isId(words[0]))
                                .isPresent();
        if (!isRef) {
            throw new NotGit("a line of the list of refs is not ID REF");
        }
        if (words[1].startsWith(HEADS) && heads.put(words[1], words[0]) != null) {
            throw new NotGit("the list of refs names one twice");
        }
        if (heads.values().iterator().hasNext()
                && heads.values().iterator().next().length() != words[0].length()) {
            throw new NotGit("the list of refs has ids of two lengths");
        }
    }
}
