package dev.gatehouse.broker.git;

import java.util.Collection;

/// Asks a forge for commits and trees, without blobs, by protocol version 2 (gitprotocol-v2,
/// `fetch`). One request, one pack: `done` ends the negotiation before it starts.
public final class FetchRequest {
    private FetchRequest() {}

    public static byte[] of(
            ObjectFormat format, Collection<String> wants, Collection<String> haves) {
        PacketWriter out =
                new PacketWriter()
                        .line("command=fetch\n")
                        .line(PushRequest.OBJECT_FORMAT + format.word() + "\n")
                        .delimiter()
                        .line("no-progress\n")
                        .line("ofs-delta\n")
                        .line("filter blob:none\n");
        wants.forEach(id -> out.line("want " + checked(format, id) + "\n"));
        haves.forEach(id -> out.line("have " + checked(format, id) + "\n"));
        return out.line("done\n").flush().bytes();
    }

    private static String checked(ObjectFormat format, String id) {
        if (!format.isId(id)) {
            throw new IllegalArgumentException(
                    "an object id is " + format.hexLength() + " lower-case hex digits");
        }
        return id;
    }
}
