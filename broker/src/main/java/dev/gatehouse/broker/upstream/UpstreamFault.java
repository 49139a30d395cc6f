package dev.gatehouse.broker.upstream;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;

/// Why there is no answer of Forgejo. Nothing that Forgejo or the network said is repeated to the
/// agent.
enum UpstreamFault {
    UNREACHABLE(RefusalCode.UPSTREAM_UNREACHABLE, "the broker cannot connect to Forgejo"),
    TLS(RefusalCode.UPSTREAM_UNREACHABLE, "the broker cannot verify Forgejo's TLS certificate"),
    CONNECT_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "Forgejo did not accept a connection in time"),
    FIRST_BYTE_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "Forgejo did not begin to answer in time"),
    IDLE_TIMEOUT(RefusalCode.UPSTREAM_TIMEOUT, "Forgejo stopped in the middle of its answer"),
    CLOSED(
            RefusalCode.UPSTREAM_UNREACHABLE,
            "Forgejo closed the connection before its answer was whole"),
    NOT_HTTP(RefusalCode.UPSTREAM_UNREACHABLE, "Forgejo's answer is not valid HTTP"),
    NO_REPOSITORY(
            RefusalCode.UPSTREAM_UNREACHABLE,
            "Forgejo does not say which repository the name means"),
    ENCODED(
            RefusalCode.UPSTREAM_UNREACHABLE,
            "Forgejo sent a compressed answer, which cannot be scanned for credentials");

    private final RefusalCode code;
    private final String detail;

    UpstreamFault(RefusalCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    Refusal refusal() {
        return new Refusal(
                code,
                "upstream",
                detail,
                "try again later; the operator finds the cause in the broker's log");
    }
}
