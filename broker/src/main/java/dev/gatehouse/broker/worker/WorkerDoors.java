package dev.gatehouse.broker.worker;

import dev.gatehouse.protocol.SocketLayout;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which doors an agent has beside the one to the forge.
///
/// @param model to the API of a model
/// @param egress to granted hosts of the network
public record WorkerDoors(boolean model, boolean egress) {
    public static final WorkerDoors NONE = new WorkerDoors(false, false);

    /// Where in the container their sockets lie.
    public Set<String> sockets() {
        Set<String> sockets = new LinkedHashSet<>();
        if (model) {
            sockets.add(path(SocketLayout.MODEL_SOCKET));
        }
        if (egress) {
            sockets.add(path(SocketLayout.EGRESS_SOCKET));
        }
        return sockets;
    }

    static String path(String socket) {
        return SocketLayout.RUNTIME_DIRECTORY + "/" + socket;
    }
}
