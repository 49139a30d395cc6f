package dev.gatehouse.shim.ask;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.json.Json;
import java.io.IOException;

/// `forge whoami`: as whom the broker calls the forge for this container. Ends with
/// `CREDENTIAL_DEAD` where the credential does not work.
public final class WhoamiCommand {
    private final BrokerSocket socket;
    private final Console console;

    public WhoamiCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        boolean json = JsonFlag.parse(arguments, "whoami");
        Question question = Question.ask(socket, Request.get(BrokerPaths.WHOAMI), console);
        if (question.exit() != ExitCode.OK) {
            return question.exit();
        }
        Identity identity = Identity.of(question.document());
        console.print(json ? question.raw() : text(identity, question.document()));
        if (identity.isCredentialDead()) {
            console.tell("the credential is " + identity.credential());
            console.tellMore("remedy: " + Identity.DEAD_REMEDY);
            return ExitCode.CREDENTIAL_DEAD;
        }
        return ExitCode.OK;
    }

    private static String text(Identity identity, Json document) {
        Json peer = document.get("peer");
        return "agent:      "
                + identity.agent()
                + "\naccount:    "
                + identity.account()
                + "\nforge:      "
                + identity.forge()
                + "\ncredential: "
                + identity.credential()
                + "\npeer:       uid "
                + Plain.of(peer.get("uid"))
                + ", pid "
                + Plain.of(peer.get("pid"))
                + "\nbroker:     "
                + Plain.of(document.get("broker").get("version"))
                + "\n";
    }
}
