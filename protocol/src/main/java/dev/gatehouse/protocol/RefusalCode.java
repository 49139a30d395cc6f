package dev.gatehouse.protocol;

import java.util.Arrays;
import java.util.Optional;

/// Every way in which the broker says no. One row carries the word on the wire, the HTTP status,
/// the shim's exit code, whether the same call can be worth repeating, and a title that is safe to
/// show.
public enum RefusalCode {
    MALFORMED(
            "malformed",
            400,
            ExitCode.USAGE,
            Retry.NEVER,
            "The request cannot be understood in exactly one way"),
    UNKNOWN_ROUTE(
            "unknown-route", 404, ExitCode.REFUSED, Retry.NEVER, "Not a route of the catalogue"),
    NOT_GRANTED("not-granted", 403, ExitCode.REFUSED, Retry.NEVER, "No grant covers this call"),
    REF_NOT_GRANTED(
            "ref-not-granted", 403, ExitCode.REFUSED, Retry.NEVER, "No grant covers this ref"),
    NEEDS_APPROVAL(
            "needs-approval",
            403,
            ExitCode.REFUSED,
            Retry.AFTER_OPERATOR,
            "An operator has to approve this call"),
    CREDENTIAL_REJECTED(
            "credential-rejected",
            502,
            ExitCode.CREDENTIAL_DEAD,
            Retry.AFTER_OPERATOR,
            "The server does not accept the broker's credential"),
    IDENTITY_MISMATCH(
            "identity-mismatch",
            502,
            ExitCode.CREDENTIAL_DEAD,
            Retry.AFTER_OPERATOR,
            "The broker's credential belongs to another account than configured"),
    LIMIT("limit", 429, ExitCode.LIMITED, Retry.LATER, "A limit of this agent is reached"),
    AUDIT_UNAVAILABLE(
            "audit-unavailable",
            503,
            ExitCode.UNREACHABLE,
            Retry.LATER,
            "The audit record cannot be written"),
    UPSTREAM_UNREACHABLE(
            "upstream-unreachable",
            502,
            ExitCode.UNREACHABLE,
            Retry.LATER,
            "The server cannot be reached"),
    UPSTREAM_TIMEOUT(
            "upstream-timeout",
            504,
            ExitCode.UNREACHABLE,
            Retry.LATER,
            "The server did not answer in time");

    /// What a caller should do with the very same call.
    public enum Retry {
        NEVER("never"),
        LATER("later"),
        AFTER_OPERATOR("after-operator");

        private final String word;

        Retry(String word) {
            this.word = word;
        }

        /// The value of the `retry` member of a problem document.
        public String word() {
            return word;
        }
    }

    private final String word;
    private final int httpStatus;
    private final ExitCode exitCode;
    private final Retry retry;
    private final String title;

    RefusalCode(String word, int httpStatus, ExitCode exitCode, Retry retry, String title) {
        this.word = word;
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
        this.retry = retry;
        this.title = title;
    }

    /// The code on the wire: the value of `Gatehouse-Refusal` and of `code` in the problem
    /// document.
    public String word() {
        return word;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public Retry retry() {
        return retry;
    }

    public String title() {
        return title;
    }

    /// The `type` member of RFC 9457: a name, not an address to fetch.
    public String type() {
        return "urn:gatehouse:refusal:" + word;
    }

    public static Optional<RefusalCode> ofWord(String word) {
        return Arrays.stream(values()).filter(code -> code.word.equals(word)).findFirst();
    }
}
