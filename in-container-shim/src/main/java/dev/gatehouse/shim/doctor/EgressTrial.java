package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import java.io.IOException;
import java.util.List;

/// Asks the egress door for what it grants, and for what it must not.
final class EgressTrial {
    private static final int CONNECTED = 200;
    private static final int FORBIDDEN = 403;
    // Where clouds keep credentials for whoever asks, and a private network.
    private static final List<String> NEVER = List.of("169.254.169.254:80", "10.0.0.1:443");

    private final BrokerSocket egress;
    private final Grant grant;
    private final Findings findings;

    EgressTrial(BrokerSocket egress, Grant grant, Findings findings) {
        this.egress = egress;
        this.grant = grant;
        this.findings = findings;
    }

    void run() {
        String known = grant.known();
        if (known == null) {
            findings.ok("granted", "no exact host is granted, so none was tried", "");
        } else {
            expect(
                    "granted",
                    known,
                    CONNECTED,
                    "this host is granted: the operator has to see that it answers, or `gatehouse"
                            + " tail` why it is refused");
        }
        expectRefused(grant.stranger() + ":443");
        NEVER.forEach(this::expectRefused);
    }

    private void expectRefused(String authority) {
        expect(
                "refused",
                authority,
                FORBIDDEN,
                "nothing grants this host: stop this container, and tell the operator");
    }

    private void expect(String check, String authority, int status, String remedy) {
        try (Answer answer = egress.exchangeAtOnce(Request.connect(authority))) {
            int got = answer.head().status();
            if (got == status) {
                findings.ok(check, "CONNECT " + authority + " was answered " + got, "");
            } else {
                findings.fail(
                        check,
                        "CONNECT " + authority + " was answered " + got + ", not " + status,
                        remedy,
                        ExitCode.FORGE_ERROR);
            }
        } catch (IOException e) {
            findings.fail(
                    check,
                    "CONNECT " + authority + ": " + e.getMessage(),
                    Asking.TELL_OPERATOR,
                    ExitCode.UNREACHABLE);
        }
    }
}
