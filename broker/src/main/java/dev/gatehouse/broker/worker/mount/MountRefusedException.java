package dev.gatehouse.broker.worker.mount;

import java.io.IOException;

/// A mount that is not made, and why.
public final class MountRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param why and what to do
    MountRefusedException(String what, String why) {
        super(what + " is not mounted: " + why);
    }
}
