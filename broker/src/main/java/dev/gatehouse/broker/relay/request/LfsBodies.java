package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.Route;
import java.util.Map;
import java.util.Set;

/// What LFS calls say in their JSON (git-lfs, docs/api), and what of it goes to Forgejo.
public final class LfsBodies {
    private LfsBodies() {}

    /// The fields that go on. `ref` does not: Forgejo ignores it, and no rule reads it.
    static Set<String> fields(LfsCall call) {
        return switch (call) {
            case BATCH -> Set.of("operation", "transfers", "objects", "hash_algo");
            case VERIFY -> Set.of("oid", "size");
            case LOCK -> Set.of("path");
            case VERIFY_LOCKS -> Set.of("cursor", "limit");
            case UNLOCK -> Set.of("force");
            case DOWNLOAD, UPLOAD, LIST_LOCKS -> Set.of();
        };
    }

    /// A batch that does not say `download` is taken for an upload, as the stricter of the two.
    static LfsFacts facts(Route.Lfs route, Map<String, ?> fields) {
        boolean batch = route.call() == LfsCall.BATCH;
        return new LfsFacts(
                route.call().writes() || (batch && !"download".equals(fields.get("operation"))),
                Boolean.TRUE.equals(fields.get("force")));
    }
}
