package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.admission.model.ModelAdmission;
import dev.gatehouse.broker.admission.model.ModelAdmitted;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.model.ModelApi;
import dev.gatehouse.broker.model.ModelDecision;
import dev.gatehouse.broker.model.ModelFacts;
import dev.gatehouse.broker.model.ModelProblem;
import dev.gatehouse.broker.model.ModelRoute;
import dev.gatehouse.broker.model.ModelRouting;
import dev.gatehouse.broker.model.ModelRules;
import dev.gatehouse.broker.model.budget.TokenBound;
import dev.gatehouse.broker.relay.AgentLimits;
import dev.gatehouse.broker.relay.CurrentExchange;
import dev.gatehouse.broker.relay.LoopSteps;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.broker.relay.request.AgentBody;
import dev.gatehouse.broker.relay.request.OutboundBody;
import dev.gatehouse.broker.relay.request.RequestHead;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
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
/// [#begin] limits and routes, [#content] takes the body as [Prompt] reads it, [#admission] asks
/// rules, budget and audit, [#send] calls the model, and [#finish] is reached once on every way.
/// The end of a long body goes only when all of it was found in order.
final class ModelExchange implements CurrentExchange, ModelAnswer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ModelExchange.class);

    private final ChannelHandlerContext context;
    private final ModelServices services;
    private final AgentLimits flood;
    private final Asking asking;
    private final RequestHead head;
    private final AnswerWriter answer;
    private final AgentBody body;
    private final LoopSteps steps;
    private final Consumer<CurrentExchange> onEnd;
    private final Optional<ModelGrant> grant;
    private final long startNanos = System.nanoTime();

    private ModelRoute.@Nullable Call route;
    private @Nullable Prompt prompt;
    private @Nullable ModelAdmitted admitted;
    private @Nullable CallCost cost;
    private @Nullable ModelAnswer modelAnswer;
    private @Nullable UpstreamCall call;
    private @Nullable OutboundBody outbound;
    private AgentLimits.Entry.@Nullable Entered entered;
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
        this.body = new AgentBody(context, head, answer::goOn);
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
        switch (flood.enter()) {
            case AgentLimits.Entry.Refused refused ->
                    show(
                            new Refusal(
                                    RefusalCode.LIMIT,
                                    "calls of the socket",
                                    refused.detail(),
                                    "Wait, then send the call again."),
                            Optional.of(refused.retryAfter()),
                            Ending.REFUSED);
            case AgentLimits.Entry.Entered now -> {
                entered = now;
                grant.ifPresentOrElse(
                        this::route,
                        () ->
                                refuse(
                                        new Refusal(
                                                RefusalCode.NOT_GRANTED,
                                                "model",
                                                "agent "
                                                        + asking.agent().name()
                                                        + " has no model any more",
                                                "Ask the operator.")));
            }
        }
    }

    private void route(ModelGrant mine) {
        switch (mine.router().route(head.method(), head.target())) {
            case ModelRouting.Unroutable(Refusal refusal) -> refuse(refusal);
            case ModelRouting.Routed(ModelRoute.Probe _) -> own(OwnAnswers.probe());
            case ModelRouting.Routed(ModelRoute.Broker _) ->
                    own(
                            OwnAnswers.whoami(
                                    ModelWhoami.of(
                                            mine.rules(),
                                            mine.budget(),
                                            services.client().key(asking.agent().name()))));
            case ModelRouting.Routed(ModelRoute.Call found) -> called(found, mine.rules());
        }
    }

    private void called(ModelRoute.Call found, ModelRules rules) {
        route = found;
        if (rules.decide(found) instanceof ModelDecision.Refuse(Refusal refusal)) {
            refuse(refusal, found.model());
            return;
        }
        Optional<Refusal> refusal = Prompt.refusal(head, found.operation(), rules);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        Prompt reading = new Prompt(head, found.operation(), rules, context.alloc());
        prompt = reading;
        if (body.isWhole()) {
            step(reading.none(), Unpooled.EMPTY_BUFFER);
        } else {
            body.read();
        }
    }

    @Override
    public void broken(String problem) {
        if (answer.status().isPresent()) {
            cut(Ending.CLIENT_GONE);
            return;
        }
        body.broke();
        refuse(
                new Refusal(
                        RefusalCode.MALFORMED,
                        "framing",
                        "the request has " + problem,
                        "Send HTTP/1.1 as RFC 9112 has it; the connection is closed."));
    }

    @Override
    public void content(HttpContent piece) {
        if (body.take(piece) && !over) {
            boolean last = piece instanceof LastHttpContent;
            step(Objects.requireNonNull(prompt).accept(piece.content(), last), piece.content());
        }
    }

    private void step(Prompt.Step step, ByteBuf piece) {
        switch (step) {
            case Prompt.Step.Wait() -> body.read();
            case Prompt.Step.Ask(ModelFacts known, long bodyBytes) -> admit(known, bodyBytes);
            case Prompt.Step.Refuse(Refusal refusal, Optional<String> model) ->
                    refuse(refusal, model);
            case Prompt.Step.Pass(Optional<ModelFacts> whole) -> pass(piece, whole);
        }
    }

    private void pass(ByteBuf piece, Optional<ModelFacts> whole) {
        whole.ifPresent(known -> cost().bound(bound(known)));
        Objects.requireNonNull(outbound)
                .accept(Objects.requireNonNull(call), piece, whole.isPresent())
                .ifPresent(this::refuse);
        if (body.isWhole()) {
            cost().sent();
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
                cost = new CallCost(may.reservation(), may.call().operation().usage());
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
                        cost(), answer, may.call().droppedQuery(), this::canKeepAlive, this);
        modelAnswer = coming;
        OutboundBody sending = Objects.requireNonNull(prompt).outbound(body);
        outbound = sending;
        call =
                services.client()
                        .call(
                                context.channel().eventLoop(),
                                may,
                                grant.orElseThrow().server(),
                                head.headers(),
                                sending.body(),
                                coming);
        call.start();
    }

    @Override
    public void bodyWanted() {
        if (body.isWhole()) {
            cost().sent();
        }
        Objects.requireNonNull(outbound).begin(Objects.requireNonNull(call));
    }

    @Override
    public void bodyWritable(boolean writable) {
        if (outbound != null && !over) {
            outbound.writable(writable);
        }
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
        cost().settle();
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
                cost().release();
            }
            show(refusal, Optional.empty(), ending);
        }
    }

    private void refuse(Refusal refusal) {
        refuse(refusal, Optional.empty());
    }

    /// @param model the one it is about, where it is about one
    private void refuse(Refusal refusal, Optional<String> model) {
        body.ignore();
        stopCall();
        if (answer.status().isPresent()) {
            cut(Ending.REFUSED);
        } else if (cost != null) {
            cost.release();
            show(refusal, Optional.empty(), Ending.REFUSED);
        } else {
            steps.then(
                    services.admissions()
                            .reject(
                                    asking,
                                    Optional.ofNullable(route).map(ModelRoute.Call::operation),
                                    model,
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
        settle();
        leave();
        answer.whole(OwnAnswers.problem(problem), canKeepAlive());
        finish(ending, Optional.of(refusal.code()));
    }

    private void own(FullHttpResponse response) {
        leave();
        answer.whole(response, canKeepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    private boolean canKeepAlive() {
        return head.keepAlive() && body.isWhole();
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
        answer.cut();
    }

    private void finish(Ending ending, Optional<RefusalCode> code) {
        over = true;
        if (modelAnswer != null) {
            modelAnswer.close();
        }
        if (outbound != null) {
            outbound.close();
        }
        if (prompt != null) {
            prompt.close();
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

    private void settle() {
        if (cost != null) {
            cost.settle();
        }
    }

    private CallCost cost() {
        return Objects.requireNonNull(cost);
    }

    private TokenBound bound(ModelFacts known) {
        return TokenBound.of(Objects.requireNonNull(route).operation(), known, known.bytes());
    }

    /// Before the last byte is written: who has its answer may call again at once.
    private void leave() {
        if (entered != null) {
            entered.leave();
        }
    }

    private OutcomeEvent outcome(Ending ending, Optional<RefusalCode> code) {
        return new OutcomeEvent(
                ending,
                answer.status(),
                code,
                body.bytes(),
                answer.bodyBytes(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                Optional.ofNullable(cost).flatMap(CallCost::usage));
    }
}
