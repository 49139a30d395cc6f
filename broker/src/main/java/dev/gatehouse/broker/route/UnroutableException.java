package dev.gatehouse.broker.route;

import dev.gatehouse.protocol.RefusalCode;

/// Ends the reading of a request head; never leaves a router.
public final class UnroutableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final String detail;
    private final String remedy;

    private UnroutableException(RefusalCode code, String detail, String remedy) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.remedy = remedy;
    }

    static UnroutableException malformed(String detail, String remedy) {
        return new UnroutableException(RefusalCode.MALFORMED, detail, remedy);
    }

    static UnroutableException unknown(String detail, String remedy) {
        return new UnroutableException(RefusalCode.UNKNOWN_ROUTE, detail, remedy);
    }

    public Routing.Unroutable answer() {
        return new Routing.Unroutable(code, detail, remedy);
    }
}
