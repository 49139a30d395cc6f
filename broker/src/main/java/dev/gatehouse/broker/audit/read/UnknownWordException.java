package dev.gatehouse.broker.audit.read;

/// A record lacks what its kind needs, or says it in a word that is not known.
final class UnknownWordException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownWordException(String member) {
        super("'" + member + "' is missing or says nothing that is known");
    }
}
