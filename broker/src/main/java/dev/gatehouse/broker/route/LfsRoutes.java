package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Git LFS below `/{owner}/{repo}[.git]/info/lfs` (Forgejo's `routers/web/web.go`,
/// registerGitLFSRoutes).
final class LfsRoutes {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern LOCK = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Set<String> LOCK_FILTERS =
            Set.of("path", "id", "cursor", "limit", "refspec");

    private LfsRoutes() {}

    /// @param rest the segments behind `info/lfs`
    static Route route(HttpMethod method, GitAddress address, List<String> rest, String rawQuery)
            throws UnroutableException {
        if (address.wiki()) {
            throw unknown("a wiki has no LFS objects", "use the repository's own path");
        }
        LfsCall call = call(method, rest);
        Set<String> declared = call == LfsCall.LIST_LOCKS ? LOCK_FILTERS : Set.of();
        QueryString query = QueryString.read(rawQuery, declared, Set.of());
        return new Route.Lfs(
                method,
                address.repository(),
                call,
                object(call, rest),
                address.path() + "/info/lfs/" + String.join("/", rest) + query.encoded());
    }

    private static LfsCall call(HttpMethod method, List<String> rest) throws UnroutableException {
        String shape = rest.getFirst() + "/" + rest.size();
        return switch (shape) {
            case "objects/2" ->
                    rest.get(1).equals("batch")
                            ? taking(method, HttpMethod.POST, LfsCall.BATCH)
                            : taking(method, HttpMethod.GET, LfsCall.DOWNLOAD);
            case "objects/3" -> taking(method, HttpMethod.PUT, LfsCall.UPLOAD);
            case "verify/1" -> taking(method, HttpMethod.POST, LfsCall.VERIFY);
            case "locks/1" ->
                    method == HttpMethod.GET
                            ? LfsCall.LIST_LOCKS
                            : taking(method, HttpMethod.POST, LfsCall.LOCK);
            case "locks/2" -> {
                if (!rest.get(1).equals("verify")) {
                    throw noSuch();
                }
                yield taking(method, HttpMethod.POST, LfsCall.VERIFY_LOCKS);
            }
            case "locks/3" -> {
                if (!LOCK.matcher(rest.get(1)).matches() || !rest.get(2).equals("unlock")) {
                    throw noSuch();
                }
                yield taking(method, HttpMethod.POST, LfsCall.UNLOCK);
            }
            default -> throw noSuch();
        };
    }

    private static LfsCall taking(HttpMethod method, HttpMethod taken, LfsCall call)
            throws UnroutableException {
        GitRoutes.require(method, taken);
        return call;
    }

    private static Optional<LfsObject> object(LfsCall call, List<String> rest)
            throws UnroutableException {
        boolean named = call == LfsCall.DOWNLOAD || call == LfsCall.UPLOAD;
        if (!named) {
            return Optional.empty();
        }
        if (!LfsObject.isOid(rest.get(1))) {
            throw malformed(
                    "an LFS object is not named by 64 lower-case hexadecimal digits",
                    "take the address that the batch answer gives");
        }
        if (call == LfsCall.DOWNLOAD) {
            return Optional.of(new LfsObject(rest.get(1), OptionalLong.empty()));
        }
        if (!SIZE.matcher(rest.get(2)).matches()) {
            throw malformed(
                    "the size of an LFS object is not a number of bytes",
                    "take the address that the batch answer gives");
        }
        return Optional.of(
                new LfsObject(rest.get(1), OptionalLong.of(Long.parseLong(rest.get(2)))));
    }

    private static UnroutableException noSuch() {
        return unknown(
                "Git LFS has no such path", "LFS has objects, verify and locks below info/lfs/");
    }
}
