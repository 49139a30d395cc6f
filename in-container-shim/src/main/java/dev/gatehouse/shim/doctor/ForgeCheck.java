package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.ask.Identity;
import dev.gatehouse.shim.ask.PolicyText;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.Json;

/// The way to the forge, link by link; the first that is broken ends it.
final class ForgeCheck {
    private final Asking asking;
    private final Findings findings;

    ForgeCheck(BrokerSocket socket, Findings findings, Console console) {
        this.asking = new Asking(socket, findings, console);
        this.findings = findings;
    }

    void run() {
        Json identity = asking.ask("socket", "broker", BrokerPaths.WHOAMI);
        if (identity == null) {
            return;
        }
        examineIdentity(Identity.of(identity));
        Json policy = asking.ask("socket", "policy", BrokerPaths.POLICY);
        if (policy != null) {
            examinePolicy(policy);
        }
    }

    private void examineIdentity(Identity identity) {
        findings.ok(
                "identity",
                "agent "
                        + identity.agent()
                        + ", account "
                        + identity.account()
                        + " at "
                        + identity.forge(),
                "");
        switch (identity.credential()) {
            case "ok" -> findings.ok("credential", "the forge accepts it", "");
            case "unverified" ->
                    findings.warn(
                            "credential",
                            "the forge has not been asked yet",
                            "make a call, as in: forge api user");
            default ->
                    findings.fail(
                            "credential",
                            "the forge does not accept it: " + identity.credential(),
                            Identity.DEAD_REMEDY,
                            ExitCode.CREDENTIAL_DEAD);
        }
    }

    private void examinePolicy(Json policy) {
        String summary = PolicyText.summary(policy);
        if (summary.isEmpty()) {
            findings.warn(
                    "grants",
                    "none: every call on a repository is refused",
                    "ask the operator for a grant");
        } else {
            findings.ok("grants", summary, "`forge policy` shows all of it");
        }
    }
}
