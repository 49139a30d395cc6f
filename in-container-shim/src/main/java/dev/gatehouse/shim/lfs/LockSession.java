package dev.gatehouse.shim.lfs;

import java.io.IOException;

/// One conversation with git-lfs about locks, in its "pure SSH" protocol, version 1: a command, its
/// reply, and the next, until `quit` or the end of the input.
final class LockSession {
    private static final int MALFORMED = 400;

    private final PacketReader input;
    private final PacketWriter output;
    private final LockCommands locks;

    LockSession(LfsServer server, PacketReader input, PacketWriter output) {
        this.input = input;
        this.output = output;
        this.locks = new LockCommands(server);
    }

    /// @param operation `upload` before a push
    void run(String operation) throws IOException {
        output.line("version=1");
        output.line("locking");
        output.flush();
        while (input.read() instanceof Packet.Data first) {
            Message message = Message.read(first, input);
            reply(operation, message).sendTo(output);
            if (message.command().equals("quit")) {
                return;
            }
        }
    }

    private Reply reply(String operation, Message message) throws IOException {
        return switch (message.command()) {
            case "version" ->
                    message.operand().equals("1")
                            ? Reply.ok()
                            : Reply.error(MALFORMED, "version 1 is spoken here");
            case "lock" -> locks.lock(message);
            // The second is what git-lfs 3.0 to 3.3 sends before a push.
            case "list-lock", "list-locks" -> locks.list(operation, message);
            case "unlock" -> locks.unlock(message);
            case "quit" -> Reply.ok();
            default ->
                    Reply.error(
                            MALFORMED,
                            "objects are moved by forge lfs-transfer: set up git with forge"
                                    + " git-config");
        };
    }
}
