package dev.gatehouse.broker.upstream.http;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Locale;

/// Why there is no answer of a server. Nothing that it or the network said is repeated to the
/// agent.
public enum UpstreamFault {
    UNREACHABLE(RefusalCode.UPSTREAM_UNREACHABLE, "the broker cannot connect to %s"),
    TLS(RefusalCode.UPSTREAM_UNREACHABLE, "the broker cannot verify the TLS certificate of %s"),
    CONNECT_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "%s did not accept a connection in time"),
    FIRST_BYTE_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "%s did not begin to answer in time"),
    IDLE_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "%s stopped in the middle of its answer"),
    CLOSED(
            RefusalCode.UPSTREAM_UNREACHABLE,
            "%s closed the connection before its answer was whole"),
    NOT_HTTP(RefusalCode.UPSTREAM_UNREACHABLE, "the answer of %s is not valid HTTP"),
    ENCODED(
            RefusalCode.UPSTREAM_UNREACHABLE,
            "%s sent a compressed answer, which cannot be scanned for credentials");

    private final RefusalCode code;
    private final String detail;

    UpstreamFault(RefusalCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /// As in metrics: `connect-timeout`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param server its name
    public Refusal refusal(String server) {
        return new Refusal(
                code,
                "upstream",
                detail.formatted(server),
                "try again later; the operator finds the cause in the broker's log");
    }
}
