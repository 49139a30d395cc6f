package dev.gatehouse.broker.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which files may not be changed, by git and by REST alike.
public record PathRule(List<PathPattern> deny) {
    public static final PathRule NOTHING = new PathRule(List.of());

    /// Forgejo resolves these before it writes, so they could name another file than they seem to.
    private static final Pattern UNSTEADY = Pattern.compile("^/|/$|//|(^|/)\\.{1,2}(/|$)|\\\\");

    public PathRule {
        deny = List.copyOf(deny);
    }

    public boolean isEmpty() {
        return deny.isEmpty();
    }

    /// Whether what stands at the path is protected.
    public boolean covers(String path) {
        return deny.stream().anyMatch(pattern -> pattern.covers(path));
    }

    /// Whether the path is a folder that protected ones lie below: no file may take its place.
    public boolean isOnTheWay(String path) {
        return deny.stream().anyMatch(pattern -> pattern.isOnTheWay(path));
    }

    /// Why a REST call may not write a file, if so.
    ///
    /// @param file as the call names it; `*`: it does not
    Optional<String> objection(String file) {
        if (deny.isEmpty()) {
            return Optional.empty();
        }
        if (file.equals("*")) {
            return Optional.of(
                    "the call does not name the files it writes, and paths are protected: " + deny);
        }
        if (UNSTEADY.matcher(file).find()) {
            return Optional.of(
                    "the path of a file is not written resolved, and paths are protected");
        }
        return deny.stream()
                .filter(pattern -> pattern.covers(file) || pattern.isOnTheWay(file))
                .findFirst()
                .map(pattern -> "'" + file + "' is protected (paths: deny: " + pattern + ")");
    }
}
