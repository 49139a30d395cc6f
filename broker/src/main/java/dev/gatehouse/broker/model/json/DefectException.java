package dev.gatehouse.broker.model.json;

/// Ends the reading of a document; never leaves the scan.
final class DefectException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /// @param problem in our own words; safe to show
    DefectException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
