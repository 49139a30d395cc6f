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
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.broker.upstream.ForgeCall;
import dev.gatehouse.broker.upstream.OwnAccountAnswer;
import dev.gatehouse.broker.upstream.RequestBody;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: the straight line from head to outcome, on one event loop.
///
/// [#begin] limits and routes, [#content] takes the body, [#decide] and [#admission] ask the policy
/// and the audit, [#send] calls Forgejo, and [#finish] is reached once on every way.
final class Exchange implements ForgeAnswer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final ChannelHandlerContext context;
    private final Services services;
    private final AgentDoor door;
    private final Asking asking;
    private final RequestHead head;
    private final AnswerWriter answer;
    private final LoopSteps steps;
    private final Consumer<Exchange> onEnd;
    private final long startNanos = System.nanoTime();
    private final List<String> dropped = new ArrayList<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    private Optional<Route> route = Optional.empty();
    private BodyPlan plan = new BodyPlan.Nothing();
    private @Nullable JsonBody json;
    private @Nullable Admission onRecord;
    private @Nullable ForgeCall call;
    private @Nullable ForgeAnswer forgeAnswer;
    private @Nullable BodyStream stream;
    private long requestBytes;
    private boolean entered;
    private boolean bodyExpected;
    private boolean requestWhole;
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
        this.steps = new LoopSteps(context.channel().eventLoop());
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
            String remedy = "wait, then send the call again";
            refuse(
                    new Refusal(RefusalCode.LIMIT, "limits", refused.detail(), remedy),
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
            case BodyPlan.Inspect _ -> expectBody();
            case BodyPlan.Nothing _, BodyPlan.Stream _, BodyPlan.Upload _ ->
                    decide(found, Map.of());
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
        if (over || !bodyExpected) {
            return;
        }
        if (requestBytes > limitBytes()) {
            refuse(BodyPlan.tooLarge(limitBytes()).refusal());
        } else if (stream != null && call != null) {
            bodyExpected = !last;
            stream.accept(call, piece.content(), last).ifPresent(this::refuse);
        } else {
            gather(piece, last);
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
        long limit = door.limits().bodyBytes();
        return plan instanceof BodyPlan.Inspect
                ? Math.min(limit, BodyPlan.MAX_INSPECTED_BYTES)
                : limit;
    }

    private void expectBody() {
        bodyExpected = true;
        if (head.expectsContinue()) {
            answer.goOn();
        }
        context.channel().read();
    }

    private void gather(HttpContent piece, boolean last) {
        byte[] bytes = new byte[piece.content().readableBytes()];
        piece.content().getBytes(piece.content().readerIndex(), bytes);
        gathered.writeBytes(bytes);
        if (last) {
            bodyExpected = false;
            inspect(route.orElseThrow());
        } else {
            context.channel().read();
        }
    }

    private void inspect(Route found) {
        switch (JsonBody.parse(gathered.toByteArray())) {
            case JsonBody.Parsing.Unparsable no ->
                    refuse(bodyProblem(no.problem(), "send one JSON object, each key once"));
            case JsonBody.Parsing.Parsed parsed -> {
                json = parsed.body();
                if (found instanceof Route.Api api) {
                    dropped.addAll(json.retain(api.operation().bodyFields()));
                }
                decide(found, json.fields());
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
            case FactReading.FactProblem no ->
                    refuse(
                            bodyProblem(
                                    "'" + no.field() + "': " + no.problem(), "correct the body"));
            case CallFacts facts ->
                    steps.then(
                            services.admissions().admit(asking, found, facts),
                            this::admission,
                            this::broke);
        }
    }

    private void admission(Admission admission) {
        if (over) {
            settleLate(admission);
            return;
        }
        switch (admission) {
            case Admission.Rejected rejected ->
                    show(rejected.refusal(), Optional.empty(), Ending.REFUSED);
            case Provisional provisional -> {
                onRecord = provisional;
                steps.then(
                        services.forge().ask(context.channel().eventLoop(), provisional),
                        told -> {
                            if (!over) {
                                admission(services.admissions().confirm(provisional, told));
                            }
                        },
                        this::broke);
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
            steps.then(services.forge().ownAccount(admitted), this::ownAccount, this::broke);
            return;
        }
        RequestBody body = outboundBody(admitted);
        forgeAnswer =
                new ForgeAnswer(services, admitted, answer, dropped, this::canKeepAlive, this);
        call =
                services.forge()
                        .call(
                                context.channel().eventLoop(),
                                admitted,
                                head.headers(),
                                body,
                                forgeAnswer);
        call.start();
    }

    private RequestBody outboundBody(Admitted admitted) {
        switch (plan) {
            case BodyPlan.Inspect _ -> {}
            case BodyPlan.Nothing _ -> {
                if (admitted.pinned().isEmpty()) {
                    return new RequestBody.None();
                }
            }
            case BodyPlan.Stream plain ->
                    stream =
                            BodyStream.asItIs(
                                    head.bodyBytes(), plain.contentType(), context.channel()::read);
            case BodyPlan.Upload upload ->
                    stream = BodyStream.upload(upload.boundary(), context.channel()::read);
            case BodyPlan.Refused _ ->
                    throw new IllegalStateException("a refused body is not sent");
        }
        if (stream != null) {
            return stream.body();
        }
        JsonBody document = json == null ? JsonBody.empty() : json;
        document.pin(admitted.pinned());
        return new RequestBody.Whole(document.bytes(), "application/json");
    }

    private void ownAccount(OwnAccountAnswer account) {
        if (over) {
            return;
        }
        switch (account) {
            case OwnAccountAnswer.Known known -> ownAnswer(known.json());
            case OwnAccountAnswer.Unknown unknown ->
                    show(unknown.refusal(), Optional.empty(), Ending.REFUSED);
        }
    }

    @Override
    public void bodyWanted() {
        if (stream != null && !bodyExpected) {
            expectBody();
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        if (stream != null && !over) {
            stream.writable(writable);
        }
    }

    @Override
    public void lastByte() {
        leave();
    }

    @Override
    public void answered() {
        finish(Ending.ANSWERED, Optional.empty());
    }

    @Override
    public void withheld(Refusal refusal) {
        refuse(refusal);
    }

    @Override
    public void unanswered(Refusal refusal) {
        Ending ending =
                switch (refusal.code()) {
                    case UPSTREAM_TIMEOUT -> Ending.TIMED_OUT;
                    case UPSTREAM_UNREACHABLE -> Ending.UPSTREAM_FAILED;
                    default -> Ending.REFUSED;
                };
        if (answer.status().isPresent()) {
            cut(ending);
        } else {
            show(refusal, Optional.empty(), ending);
        }
    }

    private boolean canKeepAlive() {
        return head.keepAlive() && requestWhole;
    }

    private void ownAnswer(byte[] document) {
        leave();
        answer.json(document, canKeepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    private void refuse(Refusal refusal) {
        refuse(refusal, Optional.empty());
    }

    /// A refusal that no admission made: put on record first, unless the exchange is on record
    /// already.
    private void refuse(Refusal refusal, Optional<Duration> retryAfter) {
        bodyExpected = false;
        if (call != null) {
            call.cancel();
        }
        if (answer.status().isPresent()) {
            cut(Ending.REFUSED);
        } else if (onRecord != null) {
            show(refusal, retryAfter, Ending.REFUSED);
        } else {
            steps.then(
                    services.admissions().reject(asking, route, refusal),
                    rejected -> show(rejected.refusal(), retryAfter, Ending.REFUSED),
                    this::broke);
        }
    }

    private void show(Refusal refusal, Optional<Duration> retryAfter, Ending ending) {
        if (over) {
            return;
        }
        LOG.info(
                "exchange {} of agent {} refused: {} by {}",
                asking.exchange(),
                asking.agent().name(),
                refusal.code().word(),
                refusal.rule());
        leave();
        answer.problem(refusal, retryAfter, canKeepAlive());
        finish(ending, Optional.of(refusal.code()));
    }

    private void broke(Throwable fault) {
        LOG.error("exchange {} failed", asking.exchange(), fault);
        cut(Ending.UPSTREAM_FAILED);
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
        if (forgeAnswer != null) {
            forgeAnswer.close();
        }
        leave();
        if (onRecord != null) {
            services.admissions().finish(onRecord, outcome(ending, code));
        }
        onEnd.accept(this);
    }

    /// Before the last byte is written: who has its answer may call again at once.
    private void leave() {
        if (entered) {
            entered = false;
            door.limits().leave();
        }
    }

    /// The agent hung up while its intent was being put on record: the record gets its outcome.
    private void settleLate(Admission admission) {
        if (onRecord == null) {
            services.admissions().finish(admission, outcome(Ending.CLIENT_GONE, Optional.empty()));
        }
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

    private static Refusal bodyProblem(String detail, String remedy) {
        return new Refusal(RefusalCode.MALFORMED, "body", detail, remedy);
    }
}
