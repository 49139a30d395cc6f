package dev.gatehouse.broker.admin.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lets the calls under way end, answers, and then lets the process end.
final class DrainIntake implements Intake {
    private final Intake whole;
    private final Controls controls;
    private volatile boolean done;

    DrainIntake(Controls controls) {
        this.controls = controls;
        this.whole = WholeBody.none(_ -> drained());
    }

    @Override
    public Optional<Reply> take(ByteBuffer bytes) {
        return whole.take(bytes);
    }

    @Override
    public Reply end() throws IOException {
        return whole.end();
    }

    private Reply drained() {
        return switch (controls.drain()) {
            case Controls.Drained.Done(boolean ended) -> {
                done = true;
                yield new Reply.Document(
                        ("{\"drained\":true,\"cut\":" + !ended + "}")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            case Controls.Drained.UnderWay() ->
                    new Reply.Problem(
                            409,
                            "the broker is draining already",
                            "wait for it to end; it was asked before");
        };
    }

    @Override
    public void sent() {
        if (done) {
            controls.stop();
        }
    }
}
