package dev.gatehouse.broker.admin;

import java.io.IOException;
import java.util.List;

/// The broker's "no" to the operator, with what to do.
public final class AdminRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<String> problems;

    AdminRefusal(int status, String detail, String remedy, List<String> problems) {
        super(detail + "; " + remedy);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, each with its place, where it is wrong in several.
    public List<String> problems() {
        return problems;
    }

    /// The HTTP status: 404 for an agent that is not served, 409 for a container that is not the
    /// configured one, 422 for an invalid configuration.
    public int status() {
        return status;
    }
}
