package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import java.util.List;

/// Whether this container has a network of its own. Where it has, an agent need not ask at a door.
final class NetworkCheck {
    private static final String LINE = "network";
    private static final String REMEDY =
            "the operator has to make this container with --network none";

    private NetworkCheck() {}

    /// A network that the operator gave is theirs to give: a warning.
    static void run(List<String> interfaces, Findings findings) {
        if (isNone(interfaces, findings)) {
            return;
        }
        findings.warn(LINE, text(interfaces), REMEDY);
    }

    /// Where doors are meant to be the only way out, it is a failure.
    static void insist(List<String> interfaces, Findings findings) {
        if (isNone(interfaces, findings)) {
            return;
        }
        findings.fail(LINE, text(interfaces), REMEDY, ExitCode.FORGE_ERROR);
    }

    private static boolean isNone(List<String> interfaces, Findings findings) {
        if (interfaces.isEmpty()) {
            findings.ok(LINE, "no interface but lo: the sockets are the only way out", "");
        }
        return interfaces.isEmpty();
    }

    private static String text(List<String> interfaces) {
        return "this container has its own network: "
                + String.join(", ", interfaces)
                + "; two doors to one host defeat either";
    }
}
