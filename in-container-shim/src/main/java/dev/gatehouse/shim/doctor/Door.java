package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.SocketLayout;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// A socket that may lie beside the forge's. One that is not there was not granted.
enum Door {
    MODEL("model", SocketLayout.MODEL_SOCKET),
    EGRESS("egress", SocketLayout.EGRESS_SOCKET);

    private final String word;
    private final String file;

    Door(String word, String file) {
        this.word = word;
        this.file = file;
    }

    /// The name of its lines.
    String word() {
        return word;
    }

    boolean isIn(BrokerSocket forge) {
        return Files.exists(beside(forge).path());
    }

    BrokerSocket beside(BrokerSocket forge) {
        Path path = forge.path().resolveSibling(file);
        return new BrokerSocket(path, forge.patienceSeconds(), forge.console());
    }

    void noteMissing(Findings findings) {
        findings.ok(word, "not granted to this agent (no " + file + ")", "");
    }
}
