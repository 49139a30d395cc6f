package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;

/// What becomes of a request's body, decided from head and route alone.
sealed interface BodyPlan {
    /// There is none.
    record Nothing() implements BodyPlan {}

    /// Read whole, parsed, checked, written anew.
    record Inspect() implements BodyPlan {}

    /// Streamed as it is.
    record Stream(String contentType) implements BodyPlan {}

    /// A form with one file, streamed in an envelope of the broker's own.
    record Upload(String boundary) implements BodyPlan {}

    record Refused(Refusal refusal) implements BodyPlan {}

    /// Inspected bodies are held in memory.
    long MAX_INSPECTED_BYTES = 32L << 20;

    static BodyPlan of(RequestHead head, Route route, long limitBytes) {
        if (head.expectation().isPresent() && !head.expectsContinue()) {
            return malformed("an Expect other than 100-continue", "leave the header out");
        }
        if (!head.hasBody()) {
            return new Nothing();
        }
        if (head.bodyBytes().orElse(0) > limitBytes) {
            return tooLarge(limitBytes);
        }
        return switch (route) {
            case Route.Api api -> ofOperation(head, api.operation());
            case Route.Broker broker -> inspected(head);
            case Route.Download download -> bodyless();
            case Route.Attachment attachment -> bodyless();
        };
    }

    static Refused tooLarge(long limitBytes) {
        return new Refused(
                new Refusal(
                        RefusalCode.LIMIT,
                        "limits.body",
                        "the body is larger than " + limitBytes + " bytes",
                        "send less at once; an operator can raise limits.body of this agent"));
    }

    private static BodyPlan ofOperation(RequestHead head, Operation operation) {
        return switch (operation.body()) {
            case NONE -> bodyless();
            case JSON -> inspected(head);
            case UPLOAD -> upload(head, operation);
            case TEXT ->
                    head.mediaType().equals("text/plain")
                            ? new Stream("text/plain")
                            : malformed(
                                    "'" + operation.id() + "' takes text/plain",
                                    "set Content-Type: text/plain");
        };
    }

    private static BodyPlan inspected(RequestHead head) {
        return head.mediaType().equals("application/json")
                ? new Inspect()
                : malformed(
                        "the body is not application/json",
                        "send JSON with Content-Type: application/json; forms are not understood in one way only");
    }

    private static BodyPlan upload(RequestHead head, Operation operation) {
        if (head.mediaType().equals("multipart/form-data")) {
            return MultipartBoundary.of(head.contentType())
                    .<BodyPlan>map(Upload::new)
                    .orElseGet(() ->
                            malformed(
                                    "a multipart body without a plain boundary",
                                    "let the client make one"));
        }
        return head.mediaType().equals("application/octet-stream")
                ? new Stream("application/octet-stream")
                : malformed(
                        "'" + operation.id() + "' takes a file",
                        "send multipart/form-data with one part named attachment");
    }

    private static BodyPlan bodyless() {
        return malformed("this call takes no body", "send it without a body");
    }

    private static Refused malformed(String detail, String remedy) {
        return new Refused(new Refusal(RefusalCode.MALFORMED, "body", detail, remedy));
    }
}
