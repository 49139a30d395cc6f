package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Reached;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.lfs.LfsLinks;
import dev.gatehouse.demoforge.lfs.LfsServer;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The whole forge: the API below `/api/v1`, the web and LFS beside it.
public final class Forge implements Handler {
    private final RestApi api;
    private final Web web;
    private final LfsServer lfs;

    /// Answers for `world`; every URL in an answer begins with `rootUrl`, which ends in a slash,
    /// unless `links` sends LFS clients elsewhere.
    public Forge(World world, String rootUrl, LfsLinks links) {
        api = new RestApi(world, rootUrl);
        web = new Web(world, rootUrl);
        lfs =
                new LfsServer(
                        world,
                        rootUrl,
                        links,
                        request -> Credentials.acceptOfLfs(request, world.tokens()));
    }

    @Override
    public Answer answer(Request request) throws IOException, Refusal {
        List<String> segments = request.segments();
        if (isApi(segments)) {
            return api.answer(request);
        }
        return LfsServer.isLfs(segments) ? lfs.answer(request) : web.answer(request);
    }

    /// What the request would act on, as [#answer] routes it; nothing is done.
    public Optional<Reached> reached(Request request) throws Refusal {
        List<String> segments = request.segments();
        if (isApi(segments)) {
            return api.reached(request);
        }
        return LfsServer.isLfs(segments) ? lfs.reached(request) : web.reached(request);
    }

    private static boolean isApi(List<String> segments) {
        return segments.size() > 2 && segments.get(0).equals("api") && segments.get(1).equals("v1");
    }
}
