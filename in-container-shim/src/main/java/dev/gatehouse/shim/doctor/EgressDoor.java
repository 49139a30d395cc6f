package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.shim.ask.Plain;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.Json;
import org.jspecify.annotations.Nullable;

/// The door to the rest of the network: which hosts and ports it grants.
final class EgressDoor {
    private static final String LINE = Door.EGRESS.word();

    private final BrokerSocket forge;
    private final Findings findings;
    private final Console console;

    EgressDoor(BrokerSocket forge, Findings findings, Console console) {
        this.forge = forge;
        this.findings = findings;
        this.console = console;
    }

    /// What is granted; null where nothing is, or nobody says.
    @Nullable Json examine() {
        if (!Door.EGRESS.isIn(forge)) {
            Door.EGRESS.noteMissing(findings);
            return null;
        }
        BrokerSocket socket = Door.EGRESS.beside(forge);
        Json answer = new Asking(socket, findings, console).ask(LINE, LINE, BrokerPaths.WHOAMI);
        if (answer != null) {
            findings.ok(
                    "hosts",
                    Plain.list(answer.get("hosts"), "none")
                            + "; ports "
                            + Plain.list(answer.get("ports"), "none"),
                    "");
        }
        return answer;
    }
}
