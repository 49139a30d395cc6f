package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What Forgejo serves outside its API and git to a token: files, archives, release files,
/// attachments.
final class DownloadRoutes {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{4,64}");

    private DownloadRoutes() {}

    static Route route(HttpMethod method, RawTarget target) throws UnroutableException {
        List<String> segments = target.segments();
        // No route here takes a query; reading it still refuses credentials.
        QueryString.read(target.query(), Set.of(), Set.of());
        if (segments.size() == 2 && segments.getFirst().equals("attachments")) {
            return attachment(method, segments.get(1));
        }
        if (segments.size() < 3) {
            throw unknown(
                    "this is not a path the broker serves",
                    "API paths start with " + ApiRoutes.PREFIX + "/");
        }
        RepositoryName repository =
                WebOwners.repository(segments.get(0), withoutGit(segments.get(1)));
        List<String> rest = segments.subList(2, segments.size());
        if (rest.size() == 2 && rest.getFirst().equals("attachments")) {
            return attachment(method, rest.get(1));
        }
        requireSlashesOnlyInNames(rest);
        Route.Download download =
                new Route.Download(
                        method,
                        repository,
                        kind(rest),
                        "/" + PercentCoding.encodePath(repository.toString()) + "/" + target(rest));
        requireReading(method);
        return download;
    }

    private static Route attachment(HttpMethod method, String id) throws UnroutableException {
        String uuid = id.toLowerCase(Locale.ROOT);
        if (!UUID.matcher(uuid).matches()) {
            throw malformed(
                    "the attachment's id is not a UUID", "take browser_download_url of an answer");
        }
        requireReading(method);
        return new Route.Attachment(method, uuid, "/attachments/" + uuid);
    }

    private static void requireReading(HttpMethod method) throws UnroutableException {
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            throw unknown("this path does not take " + method, "this path takes GET, HEAD");
        }
    }

    private static String withoutGit(String name) {
        return name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
    }

    private static String kind(List<String> rest) throws UnroutableException {
        boolean known =
                switch (rest.getFirst()) {
                    case "raw", "media" -> rest.size() > 2 && isFile(rest);
                    case "archive" -> rest.size() > 1;
                    case "releases" -> rest.size() == 4 && rest.get(1).equals("download");
                    default -> false;
                };
        if (!known) {
            throw unknown("this is not a path the broker serves", remedy(rest));
        }
        return rest.getFirst();
    }

    private static boolean isFile(List<String> rest) {
        return switch (rest.get(1)) {
            case "branch", "tag", "commit" -> true;
            case "blob" -> rest.size() == 3 && OBJECT.matcher(rest.get(2)).matches();
            default -> false;
        };
    }

    private static String remedy(List<String> rest) {
        return switch (rest.getFirst()) {
            case "raw", "media" -> "name what is read: " + rest.getFirst() + "/branch/{branch}/...";
            default -> "API paths start with " + ApiRoutes.PREFIX + "/repos/";
        };
    }

    /// `%2F` may stand in branches, tags and files; Forgejo reads all of raw and archive as one
    /// text, but the tag and the file of a release as one segment each.
    private static void requireSlashesOnlyInNames(List<String> rest) throws UnroutableException {
        int named = rest.getFirst().equals("archive") ? 1 : 2;
        for (int at = 0; at < rest.size(); at++) {
            boolean releaseFile = rest.getFirst().equals("releases") && at == 3;
            if (rest.get(at).indexOf('/') >= 0 && (at < named || releaseFile)) {
                throw malformed(
                        "path segment " + (at + 3) + " holds an encoded '/'",
                        "encode '/' only in branches, tags and files");
            }
        }
    }

    private static String target(List<String> rest) {
        if (rest.getFirst().equals("releases")) {
            return "releases/download/"
                    + PercentCoding.encode(rest.get(2))
                    + "/"
                    + PercentCoding.encode(rest.get(3));
        }
        return PercentCoding.encodePath(String.join("/", rest));
    }
}
