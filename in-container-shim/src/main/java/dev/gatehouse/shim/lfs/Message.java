package dev.gatehouse.shim.lfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What git-lfs asks: a command such as `get-object`, what stands behind it, and arguments.
///
/// @param operand empty for none
record Message(String command, String operand, Map<String, String> arguments) {
    private static final int MAXIMUM_ARGUMENTS = 100;

    static Message read(Packet.Data first, PacketReader packets) throws IOException {
        String line = first.text();
        int blank = line.indexOf(' ');
        String command = blank < 0 ? line : line.substring(0, blank);
        String operand = blank < 0 ? "" : line.substring(blank + 1);
        Map<String, String> arguments = new LinkedHashMap<>();
        while (true) {
            switch (packets.read()) {
                case Packet.Data data -> put(arguments, data.text());
                // What stands behind it is nothing to a lock.
                case Packet.Delimiter _ -> {}
                case Packet.Flush _ -> {
                    return new Message(command, operand, arguments);
                }
                case Packet.End _ -> throw PacketReader.broken("an early end");
            }
        }
    }

    private static void put(Map<String, String> arguments, String line) throws IOException {
        int equals = line.indexOf('=');
        if (arguments.size() == MAXIMUM_ARGUMENTS) {
            throw PacketReader.broken("too many arguments");
        }
        if (equals > 0) {
            arguments.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    /// Empty where it is not there.
    String argument(String name) {
        return arguments.getOrDefault(name, "");
    }

    /// The ref, unless it is none, as while cloning: git-lfs then says `refs/heads/`.
    String ref() {
        String ref = argument("refname");
        return ref.endsWith("/") ? "" : ref;
    }
}
