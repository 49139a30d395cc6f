package dev.gatehouse.shim.doctor;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.Json;

/// Tries the doors, as one tries a lock after fitting it: what is granted answers, what is not is
/// refused, and no way leads past them. `gatehouse worker up` runs it in each new container.
final class DoorTrial {
    private final BrokerSocket forge;
    private final Findings findings;
    private final Console console;

    DoorTrial(BrokerSocket forge, Findings findings, Console console) {
        this.forge = forge;
        this.findings = findings;
        this.console = console;
    }

    void run() {
        NetworkCheck.insist(Interfaces.found(), findings);
        DirectWay.tryAll(findings);
        new ModelDoor(forge, findings, console).examine();
        Json granted = new EgressDoor(forge, findings, console).examine();
        if (granted != null) {
            new EgressTrial(Door.EGRESS.beside(forge), Grant.of(granted), findings).run();
        }
    }
}
