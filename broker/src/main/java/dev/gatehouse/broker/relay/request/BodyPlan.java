package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.LfsObject;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.OptionalLong;

/// What becomes of a request's body, decided from head and route alone.
public sealed interface BodyPlan {
    /// There is none.
    record Nothing() implements BodyPlan {}

    /// Read whole, parsed, checked, written anew.
    ///
    /// @param mediaType of what goes on
    record Inspect(String mediaType) implements BodyPlan {}

    /// A git fetch: read whole, put on record, sent on unpacked.
    record Fetch(boolean gzip) implements BodyPlan {}

    /// A git push: its commands are read, its pack streamed behind them.
    record Push(boolean gzip) implements BodyPlan {}

    /// A file of Git LFS, streamed as it is.
    record LfsFile() implements BodyPlan {}

    /// Streamed as it is.
    record Stream(String contentType) implements BodyPlan {}

    /// A form with one file, streamed in an envelope of the broker's own.
    record Upload(String boundary) implements BodyPlan {}

    record Refused(Refusal refusal) implements BodyPlan {}

    String LFS_JSON = "application/vnd.git-lfs+json";

    /// Inspected bodies are held in memory.
    long MAX_INSPECTED_BYTES = 32L << 20;

    /// The most bytes that are taken of it.
    default long limitBytes(Limits limits) {
        if (isPack()) {
            return limits.packBytes().orElse(Long.MAX_VALUE);
        }
        boolean held = this instanceof Inspect || this instanceof Fetch;
        return held ? Math.min(limits.bodyBytes(), MAX_INSPECTED_BYTES) : limits.bodyBytes();
    }

    /// Whether the body counts as a pack, not as a body of the API.
    default boolean isPack() {
        return this instanceof Push || this instanceof LfsFile;
    }

    static BodyPlan of(RequestHead head, Route route, Limits limits) {
        if (head.expectation().isPresent() && !head.expectsContinue()) {
            return malformed("an Expect other than 100-continue", "leave the header out");
        }
        if (!head.isBaseSound()) {
            return malformed(
                    "a Gatehouse-Base that is no loopback address",
                    "send http://127.0.0.1:PORT, or leave it out");
        }
        if (!head.hasBody()) {
            return takesBody(route)
                    ? malformed("this call has no body", "send one, or let git make the request")
                    : new Nothing();
        }
        BodyPlan plan = of(head, route);
        long limitBytes = plan.limitBytes(limits);
        return head.bodyBytes().orElse(0) > limitBytes ? tooLarge(limitBytes) : plan;
    }

    private static BodyPlan of(RequestHead head, Route route) {
        if (head.isEncoded() && !(route instanceof Route.Git)) {
            return malformed("a body with Content-Encoding", "send it plain");
        }
        return switch (route) {
            case Route.Api api -> ofOperation(head, api.operation());
            case Route.Git git -> ofGit(head, git);
            case Route.Lfs lfs -> ofLfs(head, lfs);
            case Route.Broker broker -> inspected(head, "application/json");
            case Route.Download download -> bodyless();
            case Route.Attachment attachment -> bodyless();
        };
    }

    private static boolean takesBody(Route route) {
        return switch (route) {
            case Route.Git git -> !git.advertisement();
            case Route.Lfs lfs -> lfs.method() == HttpMethod.POST;
            case Route.Api api -> false;
            case Route.Download download -> false;
            case Route.Attachment attachment -> false;
            case Route.Broker broker -> false;
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
            case JSON -> inspected(head, "application/json");
            case UPLOAD -> upload(head, operation);
            case TEXT ->
                    head.mediaType().equals("text/plain")
                            ? new Stream("text/plain")
                            : malformed(
                                    "'" + operation.id() + "' takes text/plain",
                                    "set Content-Type: text/plain");
        };
    }

    private static BodyPlan inspected(RequestHead head, String mediaType) {
        return head.mediaType().equals(mediaType)
                ? new Inspect(mediaType)
                : malformed(
                        "the body is not " + mediaType,
                        "send JSON with Content-Type: "
                                + mediaType
                                + "; forms are not understood in one way only");
    }

    private static BodyPlan ofGit(RequestHead head, Route.Git git) {
        if (git.advertisement()) {
            return bodyless();
        }
        if (!head.mediaType().equals(git.service().requestType())) {
            return malformed(
                    "the body is not " + git.service().requestType(),
                    "let git itself make the request");
        }
        if (head.isEncoded() && !head.isGzip()) {
            return malformed("a Content-Encoding other than gzip", "send it plain or as gzip");
        }
        return switch (git.service()) {
            case UPLOAD_PACK -> new Fetch(head.isGzip());
            case RECEIVE_PACK -> new Push(head.isGzip());
        };
    }

    private static BodyPlan ofLfs(RequestHead head, Route.Lfs lfs) {
        return switch (lfs.call()) {
            case DOWNLOAD, LIST_LOCKS -> bodyless();
            case UPLOAD -> {
                OptionalLong named =
                        lfs.object().map(LfsObject::sizeBytes).orElse(OptionalLong.empty());
                yield head.bodyBytes().isEmpty() || head.bodyBytes().equals(named)
                        ? new LfsFile()
                        : malformed(
                                "the body is not as long as the address says",
                                "send the object to the address that the batch answer gives");
            }
            case BATCH, VERIFY, LOCK, VERIFY_LOCKS, UNLOCK -> inspected(head, LFS_JSON);
        };
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
