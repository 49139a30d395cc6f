package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Admitted;
import dev.gatehouse.broker.git.Parsing;
import dev.gatehouse.broker.git.UploadRequest;
import dev.gatehouse.broker.policy.FetchFacts;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.upstream.http.RequestBody;
import java.util.Optional;

/// The body of a `git fetch`: read whole, for the record of what was asked for, and sent on
/// unpacked.
public final class FetchIntake implements Intake {
    private final GatheredBody gathered;
    private byte[] plain = {};

    FetchIntake(boolean gzip) {
        gathered = new GatheredBody(gzip);
    }

    @Override
    public Optional<Reading> start() {
        return Optional.empty();
    }

    @Override
    public Optional<Reading> accept(byte[] bytes, boolean last) {
        gathered.add(bytes);
        if (!last) {
            return Optional.empty();
        }
        return Optional.of(
                switch (gathered.content()) {
                    case GatheredBody.Content.Refused refused ->
                            new Reading.Refused(refused.refusal());
                    case GatheredBody.Content.Plain content -> read(content.bytes());
                });
    }

    private Reading read(byte[] bytes) {
        plain = bytes;
        return switch (UploadRequest.parse(bytes)) {
            case Parsing.Malformed no ->
                    Intake.refused("fetch", no.problem(), "fetch with a current git");
            case Parsing.Parsed parsed -> new Reading.Known(facts(parsed.request()));
        };
    }

    private static FetchFacts facts(UploadRequest request) {
        return new FetchFacts(
                request.command(),
                request.wants(),
                request.wantCount(),
                request.haveCount(),
                request.depth(),
                request.filter());
    }

    @Override
    public OutboundBody outbound(Admitted admitted, IncomingBody body) {
        return new WholeBody(new RequestBody.Whole(plain, GitService.UPLOAD_PACK.requestType()));
    }
}
