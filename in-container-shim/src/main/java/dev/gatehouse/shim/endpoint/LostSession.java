package dev.gatehouse.shim.endpoint;

import java.io.IOException;

/// The broker does not know the session any more, as after its restart.
public final class LostSession extends IOException {
    private static final long serialVersionUID = 1;

    LostSession() {
        super("the broker does not know the session any more");
    }
}
