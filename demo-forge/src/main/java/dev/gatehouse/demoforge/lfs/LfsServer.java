package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Reached;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Token;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Everything below `info/lfs`, as Forgejo's `services/lfs` has it. JSON is only for those who name
/// the LFS media type first in `Accept`, and a batch answer repeats the request's `Authorization`
/// in the headers it tells the client to send.
public final class LfsServer implements Handler {

    /// Finds the token of a request; a credential that is none of Forgejo's is a refusal.
    @FunctionalInterface
    public interface Identification {
        Optional<Token> of(Request request) throws Refusal;
    }

    @FunctionalInterface
    private interface LfsOperation {
        Answer answer(LfsCall call) throws IOException, LfsRefusal;
    }

    private final World world;
    private final Identification identification;
    private final Routes<LfsOperation> routes = new Routes<>();

    /// Every link in an answer begins with `rootUrl`, unless it is one of the object store.
    public LfsServer(World world, String rootUrl, LfsLinks links, Identification identification) {
        this.world = world;
        this.identification = identification;
        var batch = new Batch(links, rootUrl);
        var transfers = new Transfers(links.store());
        var locks = new Locks();
        String lfs = "/{owner}/{repo}/info/lfs";
        routes.on("POST", lfs + "/objects/batch", accepting(batch::answer))
                .on("PUT", lfs + "/objects/{oid}/{size}", transfers::upload)
                .on("GET", lfs + "/objects/{oid}", transfers::download)
                .on("GET", lfs + "/objects/{oid}/{filename}", transfers::download)
                .on("POST", lfs + "/verify", accepting(transfers::verify))
                .on("GET", lfs + "/locks", accepting(locks::list))
                .on("POST", lfs + "/locks", accepting(locks::create))
                .on("POST", lfs + "/locks/verify", accepting(locks::verify))
                .on("POST", lfs + "/locks/{lid}/unlock", accepting(locks::unlock));
    }

    /// Whether the path is one of LFS.
    public static boolean isLfs(List<String> segments) {
        return segments.size() > 3
                && segments.get(2).equals("info")
                && segments.get(3).equals("lfs");
    }

    /// What the request comes to; none where nothing takes it.
    public Optional<Reached> reached(Request request) throws Refusal {
        return routes.find(request.method(), request.segments())
                .map(match -> {
                    var call = new LfsCall(request, match.parameters(), world, null);
                    return new Reached(
                            match.template(),
                            match.parameters(),
                            world.repository(call.owner(), call.repositoryName())
                                    .map(Repository::fullName));
                });
    }

    private static LfsOperation accepting(LfsOperation operation) {
        return call -> {
            String accept = call.request().header("Accept").orElse("");
            if (!accept.split(";", 2)[0].equals(LfsAnswers.MEDIA_TYPE)) {
                throw LfsRefusal.of(415, "Unsupported Media Type");
            }
            return operation.answer(call);
        };
    }

    @Override
    public Answer answer(Request request) throws IOException, Refusal {
        Optional<Token> token = identification.of(request);
        Routes.Match<LfsOperation> match =
                routes.find(request.method(), request.segments())
                        .orElseThrow(() -> Refusal.of(404, "Not found."));
        try {
            return match.target()
                    .answer(new LfsCall(request, match.parameters(), world, token.orElse(null)));
        } catch (LfsRefusal refusal) {
            return refusal.answer();
        }
    }
}
