package dev.gatehouse.shim.relay;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import java.io.IOException;
import java.util.List;

/// The door for git's HTTP client: it brings the secret, or it is not the one that was started. git
/// shows no body, so what there is to say goes to standard error.
record GitDoor(LoopbackSecret secret, RefusalNotice notice) implements Doorkeeper {
    @Override
    public Verdict judge(RequestHead head, PeerOwner owner) {
        boolean welcome = owner != PeerOwner.OTHER && secret.isIn(head);
        return welcome ? new Admitted(head.forBroker(List.of())) : new TurnedAway("");
    }

    @Override
    public void look(Answer answer) throws IOException {
        notice.look(answer);
    }

    @Override
    public String explain(Failure failure) {
        notice.tell(failure);
        return "";
    }
}
