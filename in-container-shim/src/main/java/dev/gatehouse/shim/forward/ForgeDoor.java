package dev.gatehouse.shim.forward;

import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.json.JsonStrings;
import dev.gatehouse.shim.relay.Doorkeeper;
import dev.gatehouse.shim.relay.PeerOwner;
import dev.gatehouse.shim.relay.RequestHead;
import java.util.List;

/// Lets in programs of this user that mean this door by what they say to it. A web page that is
/// open in a browser of this user does not: its requests carry its own origin, or a name that was
/// made to point here.
///
/// @param port of 127.0.0.1
record ForgeDoor(int port, Console console) implements Doorkeeper {
    /// The forge's address, as programs have it: no slash at its end.
    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Verdict judge(RequestHead head, PeerOwner owner) {
        if (owner != PeerOwner.SAME) {
            return turnedAway("this door is open to the user only who started forge forward");
        }
        if (!isThisHost(head.value("Host"))) {
            return turnedAway("the Host is not this door's; use " + url());
        }
        if (!isOwnOrigin(head)) {
            return turnedAway("this door is not for web pages of another origin");
        }
        return new Admitted(head.forBroker(List.of(new Header(HeaderNames.BASE, url()))));
    }

    private boolean isThisHost(String host) {
        return host.equals("127.0.0.1:" + port) || host.equalsIgnoreCase("localhost:" + port);
    }

    private boolean isOwnOrigin(RequestHead head) {
        List<Header> fields = head.fields();
        boolean own = true;
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            own &= !field.isNamed("Origin") || field.value().equals(url());
        }
        return own;
    }

    private static TurnedAway turnedAway(String why) {
        return new TurnedAway(message(why));
    }

    @Override
    public void look(Answer answer) {
        // A refusal says what there is to say in its body, which these programs print.
    }

    @Override
    public String explain(Failure failure) {
        console.tell(String.valueOf(failure.getMessage()));
        return message(String.valueOf(failure.getMessage()));
    }

    /// As the forge says its errors.
    private static String message(String text) {
        StringBuilder json = new StringBuilder("{\"message\":");
        JsonStrings.append(json, "gatehouse: " + text);
        return json.append('}').toString();
    }
}
