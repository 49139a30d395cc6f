package dev.gatehouse.broker.route;

/// The catalogue this program was built with cannot be used: a mistake of ours, not of a user.
public final class CatalogueException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CatalogueException(String detail) {
        super(detail);
    }

    CatalogueException(int line, String detail) {
        super("operations.csv, line " + line + ": " + detail);
    }
}
