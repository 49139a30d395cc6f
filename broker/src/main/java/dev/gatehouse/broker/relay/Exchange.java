package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Admission;
import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.admission.OwnAccount;
import dev.gatehouse.broker.admission.Provisional;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.FactReading;
import dev.gatehouse.broker.route.Effect;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.broker.upstream.AnswerHead;
import dev.gatehouse.broker.upstream.AnswerSink;
import dev.gatehouse.broker.upstream.ForgeCall;
import dev.gatehouse.broker.upstream.OwnAccountAnswer;
import dev.gatehouse.broker.upstream.RequestBody;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: the straight line from head to outcome, on one event loop.
final class Exchange implements AnswerSink {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final ChannelHandlerContext context;
    private final Services services;
    private final AgentDoor door;
    private final Asking asking;
    private final RequestHead head;
    private final AnswerWriter answer;
    private final Consumer<Exchange> onEnd;
    private final long startNanos = System.nanoTime();
    private final List<String> dropped = new ArrayList<>();

    private Optional<Route> route = Optional.empty();
    private BodyPlan plan = new BodyPlan.Nothing();
    private ByteArrayOutputStream gathered = new ByteArrayOutputStream(0);
    private @Nullable JsonBody json;
    private @Nullable Admission onRecord;
    private @Nullable ForgeCall call;
    private @Nullable UploadEnvelope envelope;
    private @Nullable AttachmentScanner scanner;
    private long requestBytes;
    private boolean entered;
    private boolean gathering;
    private boolean streaming;
    private boolean requestWhole;
    private boolean bodyWanted = true;
    private boolean readOwed;
    private boolean over;

    Exchange(
            ChannelHandlerContext context,
            Services services,
            AgentDoor door,
            Peer peer,
            RequestHead head,
            Consumer<Exchange> onEnd) {
        this.context = context;
        this.services = services;
        this.door = door;
        this.asking = new Asking(door.agent(), peer, services.ids().next());
        this.head = head;
        this.answer = new AnswerWriter(context, asking.exchange());
        this.onEnd = onEnd;
    }

    /// Whether the connection can carry another request.
    boolean keepsAlive() {
        return answer.keepsAlive();
    }

    /// The head is in: limits, route, and what becomes of the body.
    void begin() {
        requestWhole = !head.hasBody();
        if (door.limits().enter() instanceof AgentLimits.Entry.Refused refused) {
            refuse(
                    new Refusal(
                            RefusalCode.LIMIT,
                            "limits",
                            refused.detail(),
                            "wait, then send the call again"),
                    Optional.of(refused.retryAfter()));
            return;
        }
        entered = true;
        switch (services.router().route(head.method(), head.target())) {
            case Routing.Unroutable no ->
                    refuse(new Refusal(no.code(), "route", no.detail(), no.remedy()));
            case Routing.Routed routed -> routed(routed.route());
        }
    }

    private void routed(Route found) {
        route = Optional.of(found);
        if (found instanceof Route.Api api) {
            dropped.addAll(api.droppedQuery());
        }
        plan = BodyPlan.of(head, found, door.limits().bodyBytes());
        switch (plan) {
            case BodyPlan.Refused refused -> refuse(refused.refusal());
            case BodyPlan.Inspect inspect -> gather();
            case BodyPlan.Nothing nothing -> decide(found, Map.of());
            case BodyPlan.Stream stream -> decide(found, Map.of());
            case BodyPlan.Upload upload -> decide(found, Map.of());
        }
    }

    /// The bytes were framed in no or several ways: answered once, and the connection ends.
    void broken(String problem) {
        if (answer.status().isPresent()) {
            cut(Ending.CLIENT_GONE);
            return;
        }
        requestWhole = false;
        refuse(
                new Refusal(
                        RefusalCode.MALFORMED,
                        "framing",
                        "the request has " + problem,
                        "send HTTP/1.1 as RFC 9112 has it; the connection is closed"));
    }

    /// A piece of the request's body; released by the caller.
    void content(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        requestBytes += piece.content().readableBytes();
        requestWhole |= last;
        if (over) {
            return;
        }
        if ((gathering || streaming) && requestBytes > limitBytes()) {
            tooLarge();
        } else if (gathering) {
            gather(piece.content(), last);
        } else if (streaming) {
            stream(piece.content(), last);
        }
    }

    void clientGone() {
        cut(Ending.CLIENT_GONE);
    }

    void writable(boolean writable) {
        if (call != null) {
            call.pause(!writable);
        }
    }

    private long limitBytes() {
        return plan instanceof BodyPlan.Inspect
                ? Math.min(door.limits().bodyBytes(), BodyPlan.MAX_INSPECTED_BYTES)
                : door.limits().bodyBytes();
    }

    private void tooLarge() {
        Refusal refusal = BodyPlan.tooLarge(limitBytes()).refusal();
        if (call != null) {
            call.cancel();
        }
        refuse(refusal);
    }

    private void gather() {
        gathering = true;
        gathered =
                new ByteArrayOutputStream((int) Math.min(head.bodyBytes().orElse(1024), 1 << 20));
        goOnReading();
    }

    private void gather(ByteBuf bytes, boolean last) {
        byte[] piece = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), piece);
        gathered.writeBytes(piece);
        if (!last) {
            context.channel().read();
            return;
        }
        gathering = false;
        switch (JsonBody.parse(gathered.toByteArray())) {
            case JsonBody.Parsing.Unparsable unparsable ->
                    refuse(
                            new Refusal(
                                    RefusalCode.MALFORMED,
                                    "body",
                                    unparsable.problem(),
                                    "send one JSON object, each key once"));
            case JsonBody.Parsing.Parsed parsed -> {
                json = parsed.body();
                if (route.orElseThrow() instanceof Route.Api api) {
                    dropped.addAll(json.retain(api.operation().bodyFields()));
                }
                decide(route.orElseThrow(), json.fields());
            }
        }
    }

    private void decide(Route found, Map<String, ?> fields) {
        if (found instanceof Route.Broker broker) {
            services.brokerRoutes()
                    .answer(asking, broker, fields)
                    .ifPresentOrElse(this::ownAnswer, () -> refuse(BrokerRoutes.badExplain()));
            return;
        }
        FactReading reading =
                found instanceof Route.Api api ? CallFacts.of(api, fields) : CallFacts.NONE;
        switch (reading) {
            case FactReading.FactProblem problem ->
                    refuse(
                            new Refusal(
                                    RefusalCode.MALFORMED,
                                    "body",
                                    "'" + problem.field() + "': " + problem.problem(),
                                    "correct the body"));
            case CallFacts facts ->
                    onLoop(services.admissions().admit(asking, found, facts), this::admission);
        }
    }

    private void admission(Admission admission) {
        switch (admission) {
            case Admission.Rejected rejected ->
                    show(rejected.refusal(), Optional.empty(), Ending.REFUSED);
            case Provisional provisional -> {
                onRecord = provisional;
                onLoop(
                        services.forge().ask(context.channel().eventLoop(), provisional),
                        told -> admission(services.admissions().confirm(provisional, told)));
            }
            case Admitted admitted -> {
                onRecord = admitted;
                send(admitted);
            }
        }
    }

    private void send(Admitted admitted) {
        if (admitted.route() instanceof Route.Api api
                && api.operation().id().equals(OwnAccount.OPERATION)) {
            onLoop(
                    services.forge().ownAccount(admitted),
                    account -> {
                        switch (account) {
                            case OwnAccountAnswer.Known known -> ownAnswer(known.json());
                            case OwnAccountAnswer.Unknown unknown ->
                                    show(unknown.refusal(), Optional.empty(), Ending.REFUSED);
                        }
                    });
            return;
        }
        if (admitted.route() instanceof Route.Api api
                && api.operation().effects().contains(Effect.SHOWS_ATTACHMENTS)
                && api.repository().isPresent()) {
            scanner =
                    new AttachmentScanner(uuid ->
                            services.attachments()
                                    .remember(asking.agent().name(), uuid, api.repository().get()));
        }
        call =
                services.forge()
                        .call(
                                context.channel().eventLoop(),
                                admitted,
                                head.headers(),
                                outboundBody(admitted),
                                this);
    }

    private RequestBody outboundBody(Admitted admitted) {
        return switch (plan) {
            case BodyPlan.Nothing nothing when !admitted.pinned().isEmpty() ->
                    whole(JsonBody.empty(), admitted);
            case BodyPlan.Nothing nothing -> new RequestBody.None();
            case BodyPlan.Inspect inspect -> whole(Objects.requireNonNull(json), admitted);
            case BodyPlan.Stream stream ->
                    new RequestBody.Streamed(head.bodyBytes(), stream.contentType());
            case BodyPlan.Upload upload -> {
                envelope = new UploadEnvelope(upload.boundary());
                yield new RequestBody.Streamed(OptionalLong.empty(), envelope.contentType());
            }
            case BodyPlan.Refused refused ->
                    throw new IllegalStateException("a refused body is not sent");
        };
    }

    private static RequestBody whole(JsonBody body, Admitted admitted) {
        body.pin(admitted.pinned());
        return new RequestBody.Whole(body.bytes(), "application/json");
    }

    @Override
    public void ready() {
        if (!over
                && !streaming
                && (plan instanceof BodyPlan.Stream || plan instanceof BodyPlan.Upload)) {
            streaming = true;
            goOnReading();
        }
    }

    private void stream(ByteBuf bytes, boolean last) {
        ForgeCall out = Objects.requireNonNull(call);
        if (envelope == null) {
            if (bytes.isReadable()) {
                out.body(bytes.retain());
            }
        } else {
            switch (envelope.accept(bytes, last)) {
                case UploadEnvelope.Step.Pass pass -> pass.pieces().forEach(out::body);
                case UploadEnvelope.Step.Refuse refuse -> {
                    out.cancel();
                    refuse(
                            new Refusal(
                                    RefusalCode.MALFORMED,
                                    "upload",
                                    refuse.problem(),
                                    "send a form with one part, a file named attachment"));
                    return;
                }
            }
        }
        if (last) {
            streaming = false;
            out.endOfBody();
        } else {
            out.flush();
            if (bodyWanted) {
                context.channel().read();
            } else {
                readOwed = true;
            }
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        bodyWanted = writable;
        if (writable && readOwed) {
            readOwed = false;
            context.channel().read();
        }
    }

    private void goOnReading() {
        if (head.expectsContinue()) {
            answer.goOn();
        }
        context.channel().read();
    }

    @Override
    public void head(AnswerHead upstream) {
        if (over) {
            return;
        }
        Optional<String> location = Optional.empty();
        if (Redirects.isRedirect(upstream.status())) {
            Redirects redirects =
                    new Redirects(services.router(), services.admissions(), services.origin());
            switch (redirects.fate(
                    asking,
                    Optional.ofNullable(upstream.headers().get(HttpHeaderNames.LOCATION)))) {
                case Redirects.Fate.Shown shown -> location = Optional.of(shown.location());
                case Redirects.Fate.Refused refused -> {
                    Objects.requireNonNull(call).cancel();
                    show(refused.refusal(), Optional.empty(), Ending.REFUSED);
                    return;
                }
            }
        }
        if (upstream.status() >= 300) {
            scanner = null;
        }
        answer.head(
                upstream.status(),
                new AnswerHeaders(services.origin()).of(upstream.headers()),
                Optional.ofNullable(upstream.headers().get(HttpHeaderNames.CONTENT_LENGTH)),
                location,
                dropped,
                keepAlive());
    }

    @Override
    public void content(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        if (scanner != null) {
            scanner.scan(bytes);
        }
        answer.content(bytes);
    }

    @Override
    public void end() {
        if (!over) {
            answer.end();
            finish(Ending.ANSWERED, Optional.empty());
        }
    }

    @Override
    public void failed(Refusal refusal) {
        Ending ending =
                switch (refusal.code()) {
                    case UPSTREAM_TIMEOUT -> Ending.TIMED_OUT;
                    case UPSTREAM_UNREACHABLE -> Ending.UPSTREAM_FAILED;
                    default -> Ending.REFUSED;
                };
        if (over) {
            return;
        }
        if (answer.status().isPresent()) {
            cut(ending);
        } else {
            show(refusal, Optional.empty(), ending);
        }
    }

    private boolean keepAlive() {
        return head.keepAlive() && requestWhole;
    }

    private void ownAnswer(byte[] document) {
        answer.json(document, keepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    private void refuse(Refusal refusal) {
        refuse(refusal, Optional.empty());
    }

    /// A refusal that no admission made: put on record first, unless the exchange is on record
    /// already.
    private void refuse(Refusal refusal, Optional<Duration> retryAfter) {
        gathering = false;
        streaming = false;
        if (answer.status().isPresent()) {
            cut(Ending.REFUSED);
            return;
        }
        if (onRecord != null) {
            show(refusal, retryAfter, Ending.REFUSED);
            return;
        }
        onLoop(
                services.admissions().reject(asking, route, refusal),
                recorded -> {
                    if (recorded instanceof Admission.Rejected rejected) {
                        show(rejected.refusal(), retryAfter, Ending.REFUSED);
                    }
                });
    }

    private void show(Refusal refusal, Optional<Duration> retryAfter, Ending ending) {
        LOG.info(
                "exchange {} of agent {} refused: {} by {}",
                asking.exchange(),
                asking.agent().name(),
                refusal.code().word(),
                refusal.rule());
        answer.problem(refusal, retryAfter, keepAlive());
        finish(ending, Optional.of(refusal.code()));
    }

    /// Ends without a whole answer: the agent sees a closed connection.
    private void cut(Ending ending) {
        if (over) {
            return;
        }
        if (call != null) {
            call.cancel();
        }
        finish(ending, Optional.empty());
        context.close();
    }

    private void finish(Ending ending, Optional<RefusalCode> code) {
        over = true;
        if (scanner != null) {
            scanner.close();
        }
        if (entered) {
            door.limits().leave();
        }
        if (onRecord != null) {
            services.admissions().finish(onRecord, outcome(ending, code));
        }
        onEnd.accept(this);
    }

    private OutcomeEvent outcome(Ending ending, Optional<RefusalCode> code) {
        return new OutcomeEvent(
                ending,
                answer.status(),
                code,
                requestBytes,
                answer.bodyBytes(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// The agent hung up while its intent was being put on record: the record gets its outcome.
    private void settleLate(Object value) {
        if (value instanceof Admission admission && onRecord == null) {
            services.admissions().finish(admission, outcome(Ending.CLIENT_GONE, Optional.empty()));
        }
    }

    /// Goes on with the event loop's thread, unless the exchange ended meanwhile.
    private <T> void onLoop(CompletionStage<T> stage, Consumer<T> then) {
        stage.whenComplete((value, fault) -> {
            Runnable step =
                    () -> {
                        if (over) {
                            settleLate(value);
                            return;
                        }
                        if (fault == null) {
                            then.accept(value);
                        } else {
                            LOG.error("exchange {} failed", asking.exchange(), fault);
                            cut(Ending.UPSTREAM_FAILED);
                        }
                    };
            if (context.channel().eventLoop().inEventLoop()) {
                step.run();
            } else {
                context.channel().eventLoop().execute(step);
            }
        });
    }
}
