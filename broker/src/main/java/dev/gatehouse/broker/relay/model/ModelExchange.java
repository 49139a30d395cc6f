package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.admission.model.ModelAdmission;
import dev.gatehouse.broker.admission.model.ModelAdmitted;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.TokenUsage;
import dev.gatehouse.broker.model.BodyLook;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelDecision;
import dev.gatehouse.broker.model.ModelFacts;
import dev.gatehouse.broker.model.ModelOperation;
import dev.gatehouse.broker.model.ModelProblem;
import dev.gatehouse.broker.model.ModelRoute;
import dev.gatehouse.broker.model.ModelRouting;
import dev.gatehouse.broker.model.RequestProgress;
import dev.gatehouse.broker.model.RequestReader;
import dev.gatehouse.broker.model.UsageShape;
import dev.gatehouse.broker.model.budget.Reservation;
import dev.gatehouse.broker.model.budget.TokenBound;
import dev.gatehouse.broker.model.budget.TokenCount;
import dev.gatehouse.broker.model.budget.UsageReader;
import dev.gatehouse.broker.relay.AgentLimits;
import dev.gatehouse.broker.relay.CurrentExchange;
import dev.gatehouse.broker.relay.LoopSteps;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.broker.relay.request.RequestHead;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call to a model: the straight line from head to outcome, on one event loop.
///
/// A body is held until the model it names is known, and until it is whole where it is short; a
/// long one is read as it passes, and its end goes only when all of it was found in order. [#begin]
/// limits and routes, [#content] takes the body, [#admission] asks rules, budget and audit, [#send]
/// calls the model, and [#finish] is reached once on every way.
final class ModelExchange implements CurrentExchange, ModelAnswer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ModelExchange.class);

    /// A body up to this long is sent when it is whole, and once more if its key was replaced.
    private static final int HELD_WHOLE_BYTES = 1 << 20;

    /// The model has to be named before this many bytes.
    private static final int MOST_HELD_BYTES = 32 << 20;

    private final ChannelHandlerContext context;
    private final ModelServices services;
    private final AgentLimits flood;
    private final Asking asking;
    private final RequestHead head;
    private final AnswerWriter answer;
    private final LoopSteps steps;
    private final Consumer<CurrentExchange> onEnd;
    private final Optional<ModelGrant> grant;
    private final long startNanos = System.nanoTime();

    private ModelRoute.@Nullable Call route;
    private @Nullable RequestReader reader;
    private @Nullable CompositeByteBuf held;
    private @Nullable ModelAdmitted admitted;
    private @Nullable ModelAnswer modelAnswer;
    private @Nullable UpstreamCall call;
    private @Nullable PromptStream stream;
    private Optional<TokenUsage> usage = Optional.empty();
    private long requestBytes;
    private boolean entered;
    private boolean bodyExpected;
    private boolean requestWhole;
    private boolean toldToGoOn;
    private boolean sent;
    private boolean settled;
    private boolean over;

    ModelExchange(
            ChannelHandlerContext context,
            ModelServices services,
            AgentLimits flood,
            Asking asking,
            RequestHead head,
            Consumer<CurrentExchange> onEnd) {
        this.context = context;
        this.services = services;
        this.flood = flood;
        this.asking = asking;
        this.head = head;
        this.answer = new AnswerWriter(context, asking.exchange());
        this.steps = new LoopSteps(context.channel().eventLoop());
        this.onEnd = onEnd;
        this.grant = services.grants().apply(asking.agent().name());
    }

    @Override
    public boolean keepsAlive() {
        return answer.keepsAlive();
    }

    @Override
    public void begin() {
        requestWhole = !head.hasBody();
        if (flood.enter() instanceof AgentLimits.Entry.Refused refused) {
            show(
                    new Refusal(
                            RefusalCode.LIMIT,
                            "calls of the socket",
                            refused.detail(),
                            "Wait, then send the call again."),
                    Optional.of(refused.retryAfter()),
                    Ending.REFUSED);
            return;
        }
        entered = true;
        if (grant.isEmpty()) {
            refuse(
                    new Refusal(
                            RefusalCode.NOT_GRANTED,
                            "model",
                            "agent " + asking.agent().name() + " has no model any more",
                            "Ask the operator."));
            return;
        }
        switch (grant.get().router().route(head.method(), head.target())) {
            case ModelRouting.Unroutable(Refusal refusal) -> refuse(refusal);
            case ModelRouting.Routed(ModelRoute.Probe _) ->
                    own(response(HttpResponseStatus.OK, new byte[0]));
            case ModelRouting.Routed(ModelRoute.Broker _) -> whoami(grant.get());
            case ModelRouting.Routed(ModelRoute.Call found) -> called(found, grant.get());
        }
    }

    private void whoami(ModelGrant mine) {
        byte[] json =
                ModelWhoami.of(
                        mine.rules(), mine.budget(), services.client().key(asking.agent().name()));
        FullHttpResponse response = response(HttpResponseStatus.OK, json);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json;charset=utf-8");
        own(response);
    }

    private void called(ModelRoute.Call found, ModelGrant mine) {
        route = found;
        ModelOperation operation = found.operation();
        if (mine.rules().decide(found) instanceof ModelDecision.Refuse(Refusal refusal)) {
            refuse(refusal);
        } else if (head.isEncoded()) {
            refuse(
                    malformed(
                            "the body is compressed, so it cannot be read",
                            "Send it without Content-Encoding."));
        } else if (head.hasBody()
                && operation.body().isJson()
                && !head.mediaType().equals("application/json")) {
            refuse(
                    malformed(
                            "the body is not sent as application/json",
                            "Set Content-Type: application/json."));
        } else {
            RequestReader reading = new RequestReader(operation, mine.rules());
            reader = reading;
            if (requestWhole) {
                progress(reading.end(), Unpooled.EMPTY_BUFFER);
            } else if (head.bodyBytes().orElse(0) > mine.rules().limits().bodyBytes()) {
                refuse(
                        new Refusal(
                                RefusalCode.LIMIT,
                                mine.rules().path("limits.body"),
                                "the body is longer than "
                                        + mine.rules().limits().bodyBytes()
                                        + " bytes",
                                "Send less at once, or ask the operator."));
            } else {
                expectBody();
            }
        }
    }

    @Override
    public void broken(String problem) {
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
                        "Send HTTP/1.1 as RFC 9112 has it; the connection is closed."));
    }

    @Override
    public void content(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        requestBytes += piece.content().readableBytes();
        requestWhole |= last;
        if (over || !bodyExpected) {
            return;
        }
        bodyExpected = !last;
        RequestReader reading = Objects.requireNonNull(reader);
        RequestProgress progress = reading.accept(piece.content().nioBuffer());
        if (last && progress instanceof RequestProgress.Reading) {
            progress = reading.end();
        }
        progress(progress, piece.content());
    }

    private void progress(RequestProgress progress, ByteBuf piece) {
        switch (progress) {
            case RequestProgress.Refused(Refusal refusal) -> refuse(refusal);
            case RequestProgress.Reading(ModelFacts soFar) -> {
                if (stream != null) {
                    stream.accept(piece);
                } else {
                    hold(piece);
                    held(soFar);
                }
            }
            case RequestProgress.Whole(ModelFacts all) -> {
                if (stream != null) {
                    reservation().bound(bound(all, all.bytes()));
                    stream.end(piece);
                } else {
                    hold(piece);
                    admit(all, all.bytes());
                }
            }
        }
    }

    private void hold(ByteBuf piece) {
        if (!piece.isReadable() || body() == BodyLook.NONE) {
            return;
        }
        if (held == null) {
            held = context.alloc().compositeBuffer(Integer.MAX_VALUE);
        }
        held.addComponent(true, piece.retain());
    }

    private int heldBytes() {
        return held == null ? 0 : held.readableBytes();
    }

    private void held(ModelFacts soFar) {
        boolean named = soFar.model().isPresent() || body() == BodyLook.OPAQUE;
        if (named && heldBytes() > HELD_WHOLE_BYTES) {
            admit(soFar, head.bodyBytes().orElse(soFar.bytes()));
        } else if (heldBytes() > MOST_HELD_BYTES) {
            refuse(
                    malformed(
                            "the first "
                                    + (MOST_HELD_BYTES >> 20)
                                    + " MiB of the body name no model",
                            "Write 'model' before the long parts of the body."));
        } else {
            expectBody();
        }
    }

    private void admit(ModelFacts known, long bodyBytes) {
        ModelGrant mine = grant.orElseThrow();
        steps.then(
                services.admissions()
                        .admit(
                                asking,
                                mine.rules(),
                                mine.budget(),
                                Objects.requireNonNull(route),
                                known,
                                bodyBytes),
                this::admission,
                this::broke);
    }

    private void admission(ModelAdmission admission) {
        switch (admission) {
            case ModelAdmission.Rejected rejected ->
                    show(rejected.refusal(), rejected.retryAfter(), Ending.REFUSED);
            case ModelAdmitted may -> {
                admitted = may;
                if (over) {
                    // The agent hung up while its intent was put on record.
                    conclude(Ending.CLIENT_GONE, Optional.empty());
                } else {
                    send(may);
                }
            }
        }
    }

    private void send(ModelAdmitted may) {
        ModelAnswer coming =
                new ModelAnswer(
                        may.call().operation().usage(),
                        answer,
                        may.call().droppedQuery(),
                        this::canKeepAlive,
                        this);
        modelAnswer = coming;
        call =
                services.client()
                        .call(
                                context.channel().eventLoop(),
                                may,
                                grant.orElseThrow().server(),
                                head.headers(),
                                outbound(),
                                coming);
        call.start();
    }

    private RequestBody outbound() {
        String type = body().isJson() ? "application/json" : head.contentType();
        if (!requestWhole) {
            return new RequestBody.Streamed(head.bodyBytes(), type);
        }
        if (held == null) {
            return new RequestBody.None();
        }
        return new RequestBody.Whole(ByteBufUtil.getBytes(held), type);
    }

    @Override
    public void bodyWanted() {
        sent = true;
        if (!requestWhole) {
            ByteBuf first = Objects.requireNonNull(held);
            held = null;
            PromptStream going = new PromptStream(Objects.requireNonNull(call), this::expectBody);
            stream = going;
            going.accept(first);
            first.release();
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        if (stream != null && !over) {
            stream.writable(writable);
        }
    }

    private void expectBody() {
        bodyExpected = true;
        if (head.expectsContinue() && !toldToGoOn) {
            toldToGoOn = true;
            answer.goOn();
        }
        context.channel().read();
    }

    @Override
    public void clientGone() {
        cut(Ending.CLIENT_GONE);
    }

    @Override
    public void writable(boolean writable) {
        if (call != null) {
            call.pause(!writable);
        }
    }

    /// Before the last byte is written: who has its answer may call again at once.
    @Override
    public void lastByte() {
        settle();
        leave();
    }

    @Override
    public void answered() {
        finish(Ending.ANSWERED, Optional.empty());
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
            stopCall();
            if (ending == Ending.REFUSED) {
                release();
            }
            show(refusal, Optional.empty(), ending);
        }
    }

    private void refuse(Refusal refusal) {
        bodyExpected = false;
        stopCall();
        if (answer.status().isPresent()) {
            cut(Ending.REFUSED);
        } else if (admitted != null) {
            release();
            show(refusal, Optional.empty(), Ending.REFUSED);
        } else {
            steps.then(
                    services.admissions()
                            .reject(
                                    asking,
                                    Optional.ofNullable(route).map(ModelRoute.Call::operation),
                                    refusal),
                    this::admission,
                    this::broke);
        }
    }

    private void show(Refusal refusal, Optional<Duration> retryAfter, Ending ending) {
        if (over) {
            return;
        }
        LOG.info(
                "exchange {} of agent {} with its model refused: {} by {}",
                asking.exchange(),
                asking.agent().name(),
                refusal.code().word(),
                refusal.rule());
        ModelProblem problem =
                ModelProblem.of(
                        grant.map(mine -> mine.rules().api()).orElse(ModelApi.ANTHROPIC),
                        refusal,
                        asking.exchange().value(),
                        retryAfter);
        FullHttpResponse response =
                response(HttpResponseStatus.valueOf(problem.status()), problem.body());
        problem.headers().forEach((name, value) -> response.headers().set(name, value));
        settle();
        leave();
        answer.whole(response, canKeepAlive());
        finish(ending, Optional.of(refusal.code()));
    }

    private void own(FullHttpResponse response) {
        leave();
        answer.whole(response, canKeepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    private static FullHttpResponse response(HttpResponseStatus status, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    private boolean canKeepAlive() {
        return head.keepAlive() && requestWhole;
    }

    private void broke(Throwable fault) {
        LOG.error("exchange {} failed", asking.exchange(), fault);
        cut(Ending.UPSTREAM_FAILED);
    }

    private void stopCall() {
        if (call != null) {
            call.cancel();
        }
    }

    /// Ends without a whole answer: the agent sees a closed connection.
    private void cut(Ending ending) {
        if (over) {
            return;
        }
        stopCall();
        finish(ending, Optional.empty());
        context.close();
    }

    private void finish(Ending ending, Optional<RefusalCode> code) {
        over = true;
        if (modelAnswer != null) {
            modelAnswer.close();
        }
        if (held != null) {
            held.release();
            held = null;
        }
        leave();
        conclude(ending, code);
        onEnd.accept(this);
    }

    private void conclude(Ending ending, Optional<RefusalCode> code) {
        settle();
        if (admitted != null) {
            services.admissions().finish(admitted, outcome(ending, code));
        }
    }

    /// A successful answer costs what it says, one that was cut what it can have cost by then. What
    /// was sent whole and not answered at all costs its input; all else costs nothing.
    private void settle() {
        if (admitted == null || settled) {
            return;
        }
        TokenBound bound = reservation().bound();
        Optional<TokenCount> cost =
                Optional.ofNullable(modelAnswer).flatMap(given -> given.cost(bound));
        if (cost.isEmpty() && sent && requestWhole && answer.status().isEmpty()) {
            cost = Optional.of(new UsageReader(shape(), false).count(bound));
        }
        if (cost.isEmpty()) {
            release();
            return;
        }
        settled = true;
        TokenCount count = cost.get();
        reservation().settle(count);
        usage =
                Optional.of(
                        new TokenUsage(
                                count.input(),
                                count.output(),
                                count.cacheRead(),
                                count.cacheWrite(),
                                count.estimated()));
    }

    private void release() {
        settled = true;
        reservation().release();
    }

    private Reservation reservation() {
        return Objects.requireNonNull(admitted).reservation();
    }

    private TokenBound bound(ModelFacts known, long bodyBytes) {
        return TokenBound.of(Objects.requireNonNull(route).operation(), known, bodyBytes);
    }

    private UsageShape shape() {
        return Objects.requireNonNull(route).operation().usage();
    }

    private BodyLook body() {
        return Objects.requireNonNull(route).operation().body();
    }

    /// Before the last byte is written: who has its answer may call again at once.
    private void leave() {
        if (entered) {
            entered = false;
            flood.leave();
        }
    }

    private OutcomeEvent outcome(Ending ending, Optional<RefusalCode> code) {
        return new OutcomeEvent(
                ending,
                answer.status(),
                code,
                requestBytes,
                answer.bodyBytes(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                usage.filter(_ -> shape() != UsageShape.NONE));
    }

    private static Refusal malformed(String detail, String remedy) {
        return new Refusal(RefusalCode.MALFORMED, "body", detail, remedy);
    }
}
