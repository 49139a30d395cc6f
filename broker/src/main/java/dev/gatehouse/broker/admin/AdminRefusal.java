package dev.gatehouse.broker.admin;

import java.io.IOException;

/// The broker's "no" to the operator, with what to do.
public final class AdminRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    AdminRefusal(int status, String detail, String remedy) {
        super(detail + "; " + remedy);
        this.status = status;
    }

    /// The HTTP status: 404 for an agent that is not served, 409 for a container that is not the
    /// configured one.
    public int status() {
        return status;
    }
}
