package dev.gatehouse.broker.egress.tls;

/// Ends the reading of a ClientHello.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    Unreadable(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
