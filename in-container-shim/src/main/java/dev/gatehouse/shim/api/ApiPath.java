package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Request;

/// Where a call goes: below `/api/v1/`, unless the path says `/api/...` or `/-/...` itself.
public final class ApiPath {
    private static final String ROOT = "/api/v1/";

    private ApiPath() {}

    /// The request target for a PATH argument.
    public static String target(String path) throws Failure {
        if (path.startsWith("http://") || path.startsWith("https://")) {
            throw Failure.usage(
                    "PATH is not an address: write what follows the host, as in"
                            + " /api/v1/repos/{owner}/{repo}; the broker knows the host");
        }
        String absolute = path.startsWith("/") ? path : "/".concat(path);
        boolean whole = absolute.startsWith("/api/") || absolute.startsWith("/-/");
        String target = whole ? absolute : ROOT.concat(absolute.substring(1));
        if (!Request.isTarget(target)) {
            throw Failure.usage(
                    "PATH '"
                            + path
                            + "' holds a blank, a '#' or a character that is not ASCII:"
                            + " percent-encode it, or give it as -X GET -f key=value");
        }
        return target;
    }

    /// The target of a `Link` header, which names the forge's public address: only path and query
    /// are used, without what a reverse proxy put before `/api/`.
    ///
    /// @param current the target whose answer had the link
    static String ofLink(String link, String current) throws Failure {
        if (link.startsWith("?")) {
            int query = current.indexOf('?');
            return checked((query < 0 ? current : current.substring(0, query)).concat(link), link);
        }
        int start = apiStart(link);
        if (start < 0) {
            throw foreign(link);
        }
        return checked(link.substring(start), link);
    }

    private static int apiStart(String link) {
        int query = link.indexOf('?');
        String path = query < 0 ? link : link.substring(0, query);
        int api = path.indexOf("/api/v1/");
        return api >= 0 ? api : path.indexOf("/api/forgejo/v1/");
    }

    private static String checked(String target, String link) throws Failure {
        if (!Request.isTarget(target)) {
            throw foreign(link);
        }
        return target;
    }

    private static Failure foreign(String link) {
        return Failure.unreachable(
                "the next page is not a path of the API: '" + link + "'; the output is incomplete");
    }
}
