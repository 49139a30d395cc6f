package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.git.PushRequest;
import dev.gatehouse.broker.git.PushRequestReader;
import dev.gatehouse.broker.git.ReportStatus;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.policy.RefChange;
import dev.gatehouse.broker.quarantine.PackFile;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The body of a `git push`: the list of commands, which is read, decided on and written anew, and
/// the pack behind it. What came of the pack together with the commands waits here.
public final class PushIntake implements Intake {
    private final Optional<GatheredBody> packed;
    private final OptionalLong bodyBytes;
    private final PushRequestReader reader = new PushRequestReader();
    private @Nullable PushRequest request;
    private @Nullable PackFile checked;
    private ByteBuf early = Unpooled.EMPTY_BUFFER;
    private long headBytes;

    /// @param bodyBytes of the body as it comes; none where it comes in chunks
    PushIntake(boolean gzip, OptionalLong bodyBytes) {
        // Git packs small bodies only; one is unpacked in memory.
        this.packed = gzip ? Optional.of(new GatheredBody(true)) : Optional.empty();
        this.bodyBytes = gzip ? OptionalLong.empty() : bodyBytes;
    }

    @Override
    public Optional<Reading> start() {
        return Optional.empty();
    }

    @Override
    public Optional<Reading> accept(byte[] bytes, boolean last) {
        if (packed.isEmpty()) {
            return read(bytes, last);
        }
        packed.get().add(bytes);
        if (!last) {
            return Optional.empty();
        }
        return switch (packed.get().content()) {
            case GatheredBody.Content.Refused refused ->
                    Optional.of(new Reading.Refused(refused.refusal()));
            case GatheredBody.Content.Plain plain -> read(plain.bytes(), true);
        };
    }

    private Optional<Reading> read(byte[] bytes, boolean last) {
        return switch (reader.accept(bytes, 0, bytes.length)) {
            case dev.gatehouse.broker.git.Reading.More more -> {
                headBytes += bytes.length;
                yield last
                        ? Optional.of(malformed("it ends within its list of commands"))
                        : Optional.empty();
            }
            case dev.gatehouse.broker.git.Reading.Malformed no ->
                    Optional.of(malformed(no.problem()));
            case dev.gatehouse.broker.git.Reading.Whole whole -> {
                headBytes += whole.taken();
                early = Unpooled.wrappedBuffer(bytes, whole.taken(), bytes.length - whole.taken());
                request = whole.request();
                yield Optional.of(new Reading.Known(facts(whole.request())));
            }
        };
    }

    private static Reading malformed(String problem) {
        return Intake.refused(
                "push",
                "the push request: " + problem,
                "push with a current git, without --signed, and fewer refs at once");
    }

    private static PushFacts facts(PushRequest request) {
        return new PushFacts(
                request.commands().stream()
                        .map(each -> new RefChange(each.ref(), each.oldId(), each.newId()))
                        .toList(),
                request.options());
    }

    /// The commands; not before they are known.
    public PushRequest request() {
        return Objects.requireNonNull(request);
    }

    public boolean isKnown() {
        return request != null;
    }

    /// What came of the pack so far; whoever takes it releases it.
    public ByteBuf takeEarly() {
        ByteBuf taken = early;
        early = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /// The pack was looked into, and is sent from where it is kept.
    public void checked(PackFile pack) {
        checked = pack;
    }

    @Override
    public OutboundBody outbound(Admitted admitted, IncomingBody body) {
        byte[] commands = request().encode();
        String type = GitService.RECEIVE_PACK.requestType();
        if (!request().hasPack()) {
            // What still comes behind the commands belongs to nothing, and stays behind.
            return new WholeBody(new RequestBody.Whole(commands, type));
        }
        if (checked != null) {
            return new PackFeed(commands, checked, type);
        }
        OptionalLong length =
                bodyBytes.isPresent()
                        ? OptionalLong.of(bodyBytes.getAsLong() - headBytes + commands.length)
                        : OptionalLong.empty();
        return BodyStream.behind(
                Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(commands), takeEarly()),
                length,
                type,
                body);
    }

    /// What git shows for a refused push: a line for each ref, and the rule and the remedy as
    /// messages of the remote.
    public byte[] report(Refusal refusal, Map<String, String> reasons) {
        return ReportStatus.refused(
                request(),
                reasons,
                reasons.isEmpty()
                        ? refusal.code().word() + ": " + refusal.detail()
                        : "not sent: another ref of this push is refused",
                List.of(
                        "gatehouse: " + refusal.code().word() + ": " + refusal.detail(),
                        "gatehouse: rule: " + refusal.rule(),
                        "gatehouse: remedy: " + refusal.remedy()));
    }
}
