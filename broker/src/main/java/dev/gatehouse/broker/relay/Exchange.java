package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Admission;
import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.admission.Conditional;
import dev.gatehouse.broker.admission.OwnAccount;
import dev.gatehouse.broker.admission.Provisional;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.quarantine.Verdict;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.broker.relay.request.AgentBody;
import dev.gatehouse.broker.relay.request.BodyPlan;
import dev.gatehouse.broker.relay.request.Inspection;
import dev.gatehouse.broker.relay.request.Intake;
import dev.gatehouse.broker.relay.request.OutboundBody;
import dev.gatehouse.broker.relay.request.PushIntake;
import dev.gatehouse.broker.relay.request.RequestHead;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.broker.upstream.OwnAccountAnswer;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: the straight line from head to outcome, on one event loop.
///
/// [#begin] limits and routes, [#content] takes the body, [#decide] and [#admission] ask the policy
/// and the audit, [#send] calls Forgejo, and [#finish] is reached once on every way.
final class Exchange implements CurrentExchange, ForgeAnswer.Listener, OwnAnswer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String JSON = "application/json;charset=utf-8";

    private final ChannelHandlerContext context;
    private final Services services;
    private final LimitedAgent limited;
    private final Caller caller;
    private final Asking asking;
    private final RequestHead head;
    private final AnswerWriter answer;
    private final AgentBody body;
    private final LoopSteps steps;
    private final Consumer<CurrentExchange> onEnd;
    private final long startNanos = System.nanoTime();
    private final List<String> dropped = new ArrayList<>();

    private Optional<Route> route = Optional.empty();
    private BodyPlan plan = new BodyPlan.Nothing();
    private @Nullable Intake intake;
    private @Nullable Inspection inspection;
    private @Nullable Admission onRecord;
    private @Nullable UpstreamCall call;
    private @Nullable ForgeAnswer forgeAnswer;
    private @Nullable OwnAnswer own;
    private @Nullable OutboundBody outbound;
    private @Nullable Runnable afterBody;
    private AgentLimits.Entry.@Nullable Entered entered;
    private Optional<byte[]> inPlaceOfProblem = Optional.empty();
    private boolean over;

    Exchange(
            ChannelHandlerContext context,
            Services services,
            LimitedAgent limited,
            Caller caller,
            RequestHead head,
            Consumer<CurrentExchange> onEnd) {
        this.context = context;
        this.services = services;
        this.limited = limited;
        this.caller = caller;
        this.asking = new Asking(limited.agent(), caller.peer(), services.ids().next());
        this.head = head;
        this.answer = new AnswerWriter(context, asking.exchange());
        this.body = new AgentBody(context, head, answer::goOn);
        this.steps = new LoopSteps(context.channel().eventLoop());
        this.onEnd = onEnd;
    }

    @Override
    public boolean keepsAlive() {
        return answer.keepsAlive();
    }

    /// Limits, route, and what becomes of the body.
    @Override
    public void begin() {
        switch (limited.limits().enter()) {
            case AgentLimits.Entry.Refused refused ->
                    refuse(
                            new Refusal(
                                    RefusalCode.LIMIT,
                                    "limits",
                                    refused.detail(),
                                    "wait, then send the call again"),
                            Optional.of(refused.retryAfter()));
            case AgentLimits.Entry.Entered now -> {
                entered = now;
                route();
            }
        }
    }

    private void route() {
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
        plan = BodyPlan.of(head, found, limited.agent().limits());
        if (plan instanceof BodyPlan.Refused refused) {
            refuse(refused.refusal());
            return;
        }
        Intake taking = Intake.of(plan, head, found);
        intake = taking;
        taking.start().ifPresentOrElse(this::read, body::read);
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
                        "send HTTP/1.1 as RFC 9112 has it; the connection is closed"));
    }

    @Override
    public void content(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        if (!body.take(piece) || over) {
            return;
        }
        if (afterBody != null) {
            drain();
        } else if (body.bytes() > limitBytes()) {
            refuse(BodyPlan.tooLarge(limitBytes()).refusal());
        } else if (inspection != null) {
            inspect(inspection, piece.content(), last);
        } else if (outbound != null && call != null) {
            outbound.accept(call, piece.content(), last).ifPresent(this::refuse);
        } else {
            Objects.requireNonNull(intake)
                    .accept(ByteBufUtil.getBytes(piece.content()), last)
                    .ifPresentOrElse(this::read, body::read);
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
        if (own != null) {
            own.writable(writable);
        }
    }

    @Override
    public void lastCall() {
        if (own != null) {
            own.lastCall();
        }
    }

    private long limitBytes() {
        return plan.limitBytes(limited.agent().limits());
    }

    private void read(Intake.Reading reading) {
        switch (reading) {
            case Intake.Reading.Refused refused -> refuse(refused.refusal());
            case Intake.Reading.Known known -> {
                dropped.addAll(known.dropped());
                decide(route.orElseThrow(), known);
            }
        }
    }

    private void decide(Route found, Intake.Reading.Known known) {
        if (found instanceof Route.Broker broker) {
            own(broker, known.fields());
            return;
        }
        steps.then(
                services.admissions().admit(asking, found, known.facts()),
                this::admission,
                this::broke);
    }

    private void own(Route.Broker broker, Map<String, ?> fields) {
        own = new OwnAnswer(context, answer, this::canKeepAlive, this);
        own.begin(
                services.own(),
                new OwnCall(
                        asking.agent(),
                        asking.peer(),
                        fields,
                        broker,
                        name -> Optional.ofNullable(head.headers().get(name)),
                        caller.lines()));
    }

    private void admission(Admission admission) {
        if (over) {
            settleLate(admission);
            return;
        }
        switch (admission) {
            case Admission.Rejected rejected ->
                    show(rejected.refusal(), rejected.refs(), Optional.empty(), Ending.REFUSED);
            case Admission.Renamed renamed -> {
                onRecord = renamed;
                leave();
                answer.moved(renamed.route().target(), canKeepAlive());
                finish(Ending.ANSWERED, Optional.empty());
            }
            case Conditional conditional -> {
                onRecord = conditional;
                quarantine(conditional, (PushIntake) Objects.requireNonNull(intake));
            }
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
        OutboundBody sending = Objects.requireNonNull(intake).outbound(admitted, body);
        outbound = sending;
        forgeAnswer =
                new ForgeAnswer(
                        services, admitted, head, answer, dropped, this::canKeepAlive, this);
        call =
                services.forge()
                        .call(
                                context.channel().eventLoop(),
                                admitted,
                                head.headers(),
                                sending.body(),
                                forgeAnswer);
        call.start();
    }

    /// The pack is looked into before anything is sent.
    private void quarantine(Conditional conditional, PushIntake push) {
        Inspection looking =
                new Inspection(
                        services.quarantines(),
                        services.forge()
                                .objects(
                                        context.channel().eventLoop(),
                                        conditional,
                                        push.request().format()),
                        conditional,
                        push.request());
        inspection = looking;
        ByteBuf early = push.takeEarly();
        inspect(looking, early, body.isWhole());
        early.release();
    }

    private void inspect(Inspection looking, ByteBuf bytes, boolean last) {
        steps.then(
                looking.write(bytes, last),
                verdict -> inspected(looking.conditional(), verdict),
                this::broke);
    }

    private void inspected(Conditional conditional, Optional<Verdict> verdict) {
        if (over || afterBody != null) {
            verdict.ifPresent(Inspection::discard);
            return;
        }
        if (verdict.isEmpty()) {
            body.read();
            return;
        }
        if (verdict.get() instanceof Verdict.Clean clean) {
            ((PushIntake) Objects.requireNonNull(intake)).checked(clean.pack());
        }
        admission(services.admissions().settle(conditional, verdict.get()));
    }

    private void ownAccount(OwnAccountAnswer account) {
        if (over) {
            return;
        }
        switch (account) {
            case OwnAccountAnswer.Known known -> document(200, known.json());
            case OwnAccountAnswer.Unknown unknown ->
                    show(unknown.refusal(), Map.of(), Optional.empty(), Ending.REFUSED);
        }
    }

    @Override
    public void bodyWanted() {
        if (outbound != null && call != null) {
            outbound.begin(call);
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        if (outbound != null && !over) {
            outbound.writable(writable);
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
            show(refusal, Map.of(), Optional.empty(), ending);
        }
    }

    private boolean canKeepAlive() {
        return head.keepAlive() && body.isWhole();
    }

    @Override
    public void rewritten(byte[] json) {
        leave();
        answer.json(200, json, BodyPlan.LFS_JSON, canKeepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    @Override
    public void document(int status, byte[] json) {
        leave();
        answer.json(status, json, JSON, canKeepAlive());
        finish(Ending.ANSWERED, Optional.empty());
    }

    @Override
    public void refused(Refusal refusal, Optional<byte[]> json) {
        inPlaceOfProblem = json;
        refuse(refusal);
    }

    private void refuse(Refusal refusal) {
        refuse(refusal, Optional.empty());
    }

    /// A refusal that no admission made: put on record first, unless the exchange is on record
    /// already.
    private void refuse(Refusal refusal, Optional<Duration> retryAfter) {
        body.ignore();
        if (call != null) {
            call.cancel();
        }
        if (answer.status().isPresent()) {
            cut(Ending.REFUSED);
        } else if (onRecord != null) {
            show(refusal, Map.of(), retryAfter, Ending.REFUSED);
        } else {
            steps.then(
                    services.admissions().reject(asking, route, refusal),
                    rejected -> show(rejected.refusal(), Map.of(), retryAfter, Ending.REFUSED),
                    this::broke);
        }
    }

    /// @param refs why each ref of a push is refused
    private void show(
            Refusal refusal,
            Map<String, String> refs,
            Optional<Duration> retryAfter,
            Ending ending) {
        if (over) {
            return;
        }
        LOG.info(
                "exchange {} of agent {} refused: {} by {}",
                asking.exchange(),
                asking.agent().name(),
                refusal.code().word(),
                refusal.rule());
        if (intake instanceof PushIntake push && push.isKnown()) {
            afterBody = () -> report(push.report(refusal, refs), refusal.code(), ending);
            drain();
            return;
        }
        leave();
        if (inPlaceOfProblem.isPresent()) {
            answer.refusal(refusal.code(), inPlaceOfProblem.get(), JSON, canKeepAlive());
        } else {
            answer.problem(refusal, retryAfter, canKeepAlive());
        }
        finish(ending, Optional.of(refusal.code()));
    }

    /// Git reads no answer before its pack is sent, so the rest of it is taken and thrown away.
    private void drain() {
        if (body.isOver()) {
            Objects.requireNonNull(afterBody).run();
        } else {
            body.read();
        }
    }

    private void report(byte[] report, RefusalCode code, Ending ending) {
        leave();
        answer.refusal(code, report, GitService.RECEIVE_PACK.resultType(), canKeepAlive());
        finish(ending, Optional.of(code));
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
        answer.cut();
    }

    private void finish(Ending ending, Optional<RefusalCode> code) {
        over = true;
        if (forgeAnswer != null) {
            forgeAnswer.close();
        }
        if (own != null) {
            own.close();
        }
        if (outbound != null) {
            outbound.close();
        }
        if (inspection != null) {
            inspection.close();
        }
        leave();
        if (onRecord != null) {
            services.admissions().finish(onRecord, outcome(ending, code));
        }
        onEnd.accept(this);
    }

    /// Before the last byte is written: who has its answer may call again at once.
    private void leave() {
        if (entered != null) {
            entered.leave();
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
                body.bytes(),
                answer.bodyBytes(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
