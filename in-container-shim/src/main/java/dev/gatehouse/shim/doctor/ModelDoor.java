package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.ask.Identity;
import dev.gatehouse.shim.ask.Plain;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.Json;

/// The door to the model's API: what it grants, and whether the broker's key for it works.
final class ModelDoor {
    private static final String LINE = Door.MODEL.word();

    private final BrokerSocket forge;
    private final Findings findings;
    private final Console console;

    ModelDoor(BrokerSocket forge, Findings findings, Console console) {
        this.forge = forge;
        this.findings = findings;
        this.console = console;
    }

    void examine() {
        if (!Door.MODEL.isIn(forge)) {
            Door.MODEL.noteMissing(findings);
            return;
        }
        BrokerSocket socket = Door.MODEL.beside(forge);
        Json answer = new Asking(socket, findings, console).ask(LINE, LINE, BrokerPaths.WHOAMI);
        if (answer == null) {
            return;
        }
        findings.ok(
                "models",
                Plain.list(answer.get("models"), "none")
                        + " (API "
                        + Plain.of(answer.get("api"))
                        + "); also allowed: "
                        + Plain.list(answer.get("allow"), "nothing"),
                used(answer.get("used")));
        examineKey(Plain.of(answer.get("credential")));
    }

    private void examineKey(String credential) {
        switch (credential) {
            case "ok" -> findings.ok("model key", "the broker has one, and adds it", "");
            case "none" -> findings.ok("model key", "this model's server wants none", "");
            default ->
                    findings.fail(
                            "model key",
                            "the broker's does not work: " + credential,
                            Identity.DEAD_REMEDY,
                            ExitCode.CREDENTIAL_DEAD);
        }
    }

    private static String used(Json used) {
        return "used: "
                + Plain.of(used.get("requests_minute"))
                + " requests and "
                + Plain.of(used.get("tokens_minute"))
                + " tokens this minute, "
                + Plain.of(used.get("requests_day"))
                + " and "
                + Plain.of(used.get("tokens_day"))
                + " today";
    }
}
