package dev.gatehouse.shim.lfs;

import java.io.IOException;
import java.util.List;

/// What git-lfs gets to hear: a status of HTTP, arguments, and lines.
record Reply(int status, List<String> arguments, List<String> lines) {
    Reply {
        arguments = List.copyOf(arguments);
        lines = List.copyOf(lines);
    }

    static Reply ok() {
        return new Reply(200, List.of(), List.of());
    }

    /// git-lfs shows the first line.
    static Reply error(int status, String message) {
        return new Reply(status, List.of(), List.of(message));
    }

    void sendTo(PacketWriter packets) throws IOException {
        packets.line("status " + status);
        for (String argument : arguments) {
            packets.line(argument);
        }
        if (!lines.isEmpty()) {
            packets.delimiter();
        }
        for (String line : lines) {
            packets.line(line);
        }
        packets.flush();
    }
}
